package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What every endpoint refuses, asked of each one that the API's own document names; so a new endpoint is asked too.
 * What single fields must look like is in {@link BadInputIT} and in the tests of the services.
 */
class EveryEndpointIT {

    private static final String UNKNOWN = "_01h00000000000000000000000";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** What the path of a refused request names; the rest is unknown. */
    private static final Map<String, String> KNOWN = new HashMap<>();

    private static final Map<String, String> PREFIXES = Map.ofEntries(
            Map.entry("workspace_id", "wrk"),
            Map.entry("session_id", "ses"),
            Map.entry("connector_id", "con"),
            Map.entry("route_id", "rte"),
            Map.entry("delivery_id", "dlv"),
            Map.entry("run_id", "run"),
            Map.entry("event_id", "evt"),
            Map.entry("approval_id", "apr"),
            Map.entry("execution_id", "exe"),
            Map.entry("terminal_id", "trm"),
            Map.entry("turn_id", "trn"),
            Map.entry("provider_id", "prv"),
            Map.entry("prompt_id", "prm"),
            Map.entry("schedule_id", "sch"),
            Map.entry("share_id", "shr"),
            Map.entry("checkpoint_id", "chk"),
            Map.entry("job_id", "job"),
            Map.entry("service_token_id", "tok"));

    private static PlatformProcess platform;
    private static ApiClient api;
    private static Journey journey;
    private static List<Operation> operations;

    private final SoftAssertions all = new SoftAssertions();

    /** @param scopes one of these lets a token in; none: any token will do */
    private record Operation(String method, String template, Set<String> scopes, boolean takesJson, boolean writes) {

        String path() {
            var path = new StringBuilder();
            var parts = template.split("\\?");
            for (var segment : parts[0].substring(1).split("/")) {
                path.append('/').append(segment.startsWith("{") ? value(segment) : segment);
            }
            return parts.length == 1 ? path.toString() : path + "?" + parts[1];
        }

        private static String value(String parameter) {
            var name = parameter.substring(1, parameter.length() - 1);
            var other = name.equals("version") ? "1" : PREFIXES.getOrDefault(name, "xxx") + UNKNOWN;
            return KNOWN.getOrDefault(name, other);
        }

        /** Whether nothing that the path names is missing. */
        boolean isThere() {
            return !path().contains(UNKNOWN);
        }

        @Override
        public String toString() {
            return method + " " + template;
        }
    }

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get();
        api = platform.api();
        journey = new Journey(api);
        var workspace = journey.createWorkspace("Refusing everywhere");
        var session = journey.open(workspace, "hello");
        journey.awaitStatus(session, "idle");
        journey.awaitWorkspace(workspace, "running");
        KNOWN.put("workspace_id", workspace);
        KNOWN.put("session_id", session);
        knowAutomationAndLibrary(workspace);
        operations = operations(api.get("/api/docs/openapi.json").json());
        assertThat(operations).hasSizeGreaterThan(100);
    }

    private static void knowAutomationAndLibrary(String workspace) {
        var connector = journey.made(
                "/api/v1/connectors", Map.of("kind", "kafka", "name", "Refusing", "sources", List.of("/refusing/")));
        KNOWN.put("connector_id", connector);
        var route = Map.of("name", "refusing", "filter", "false", "prompt", "-", "workspace_id", workspace);
        KNOWN.put("route_id", journey.made("/api/v1/connectors/" + connector + "/routes", route));
        KNOWN.put("prompt_id", journey.made("/api/v1/prompts", Map.of("name", "Refusing", "text", "-")));
    }

    /** All that need somebody who is known. */
    private static List<Operation> operations(JsonNode document) {
        var found = new ArrayList<Operation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(it -> METHODS.contains(it.getKey())
                                && it.getValue().path("security").size() > 0)
                        .forEach(it -> found.add(operation(path.getKey(), it.getKey(), it.getValue()))));
        return found;
    }

    private static Operation operation(String path, String method, JsonNode described) {
        var scopes = new TreeSet<String>();
        described.path("security").forEach(way -> way.path("token").forEach(scope -> scopes.add(scope.asString())));
        boolean json = described.path("requestBody").path("content").has("application/json");
        return new Operation(
                method.toUpperCase(Locale.ROOT), path + query(described), scopes, json, !method.equals("get"));
    }

    /** What has to be asked for. */
    private static String query(JsonNode described) {
        var needed = described
                .path("parameters")
                .valueStream()
                .filter(it -> it.path("in").asString("").equals("query"))
                .filter(it -> it.path("required").asBoolean(false))
                .map(it -> it.path("name").asString())
                .map(name -> name + (name.equals("from") || name.equals("to") ? "=1" : "=x"))
                .collect(Collectors.joining("&"));
        return needed.isEmpty() ? "" : "?" + needed;
    }

    private String before;

    @BeforeEach
    void look() {
        before = state();
    }

    @AfterEach
    void nothingHasChanged() {
        all.assertAll();
        assertThat(state()).isEqualTo(before);
    }

    private static String state() {
        var workspace = journey.workspace(KNOWN.get("workspace_id"));
        var session = journey.session(KNOWN.get("session_id"));
        return workspace.path("version") + " " + workspace.path("config_version") + " " + workspace.path("status") + " "
                + session.path("last_seq") + " " + session.path("status");
    }

    private void problem(Operation asked, Answer answer, int status, String code) {
        all.assertThat(answer.status()).as(asked + ": " + shortened(answer)).isEqualTo(status);
        all.assertThat(answer.header("Content-Type")).as(asked.toString()).startsWith("application/problem+json");
        if (answer.text().startsWith("{")) {
            all.assertThat(answer.code()).as(asked.toString()).isEqualTo(code);
        }
    }

    private static String shortened(Answer answer) {
        return answer.text().substring(0, Math.min(300, answer.text().length()));
    }

    private static @Nullable String body(Operation asked) {
        if (!asked.writes()) {
            return null;
        }
        return asked.template().endsWith("/config/restore") ? "{\"version\": 1}" : "{}";
    }

    @Test
    void somebodyUnknown() {
        var nobody = platform.api("");
        operations.forEach(it -> problem(it, nobody.send(it.method(), it.path(), body(it)), 401, "unauthenticated"));
    }

    @Test
    void aTokenWithoutTheScope() {
        var reader = platform.api(platform.token("audit:read"));
        operations.stream()
                .filter(it -> !it.scopes().isEmpty() && !it.scopes().contains("audit:read"))
                .forEach(it -> {
                    var answer = reader.send(it.method(), it.path(), body(it));
                    if (!it.isThere() && answer.status() != 403) {
                        all.assertThat(answer.status())
                                .as(it + ": " + shortened(answer))
                                .isIn(400, 404, 426);
                        return;
                    }
                    problem(it, answer, 403, "forbidden");
                    all.assertThat(it.scopes())
                            .as(it + ": " + shortened(answer))
                            .contains(answer.json().path("required_scope").asString(""));
                });
    }

    @Test
    void aForeignOrigin() {
        operations.stream()
                .filter(Operation::writes)
                .forEach(it -> problem(
                        it,
                        api.send(it.method(), it.path(), "{}", "Origin", "https://evil.example"),
                        403,
                        "foreign-origin"));
    }

    @Test
    void aWrongMethod() {
        var paths = new HashMap<String, Set<String>>();
        operations.forEach(it -> paths.computeIfAbsent(it.template().split("\\?")[0], path -> new TreeSet<>())
                .add(it.method()));
        paths.forEach((template, methods) -> List.of("PUT", "PATCH", "DELETE", "POST").stream()
                .filter(method ->
                        !methods.contains(method) && !besides(template, paths).contains(method))
                .findFirst()
                .ifPresent(method -> {
                    var asked = new Operation(method, template, Set.of(), false, true);
                    var answer = api.send(method, asked.path(), "{}");
                    problem(asked, answer, 405, "method-not-allowed");
                    all.assertThat(List.of(answer.header("Allow").split(", ?")))
                            .as(asked.toString())
                            .containsAll(methods);
                }));
    }

    /** What a path with a parameter at this place takes. */
    private static Set<String> besides(String template, Map<String, Set<String>> paths) {
        var parent = template.substring(0, template.lastIndexOf('/') + 1);
        return paths.entrySet().stream()
                .filter(it ->
                        it.getKey().startsWith(parent + "{") && it.getKey().indexOf('/', parent.length()) < 0)
                .flatMap(it -> it.getValue().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void malformedJson() {
        operations.stream().filter(Operation::takesJson).forEach(it -> {
            var answer = api.send(it.method(), it.path(), "{\"a\": ");
            if (it.isThere()) {
                problem(it, answer, 400, "malformed-json");
            } else {
                all.assertThat(answer.status())
                        .as(it + ": " + shortened(answer))
                        .isIn(400, 404);
            }
        });
    }

    @Test
    void anUnknownField() {
        operations.stream()
                .filter(Operation::takesJson)
                .filter(Operation::isThere)
                .forEach(it -> {
                    var answer = api.send(it.method(), it.path(), "{\"no_such_field\": 1}");
                    problem(it, answer, 400, "invalid-request");
                    all.assertThat(answer.text()).as(it.toString()).contains("\"pointer\":\"/");
                });
    }

    @Test
    void twoMegabytesOfJson() {
        var large = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        operations.stream()
                .filter(Operation::takesJson)
                .forEach(it -> problem(it, api.send(it.method(), it.path(), large), 413, "payload-too-large"));
    }
}
