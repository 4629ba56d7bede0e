package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is wrong with a request is answered by a problem that says it, and leaves nothing behind. */
class BadInputIT {

    private static final String API = "/api/v1";
    private static final String UNKNOWN = "_01jaaaaaaaaaaaaaaaaaaaaaaa";

    /** An endpoint that takes JSON; a scope that it needs; members without which it can't be read. */
    private record Taking(String method, String path, String scope, Map<String, ?> needed) {

        Taking(String method, String path, String scope) {
            this(method, path, scope, Map.of());
        }

        String body() {
            return Journey.json(needed);
        }

        String bodyWith(String field) {
            var members = new HashMap<String, Object>(needed);
            members.put(field, 1);
            return Journey.json(members);
        }
    }

    private static PlatformProcess platform;
    private static ApiClient api;
    private static Journey journey;
    private static String workspace;
    private static String session;
    private static String connector;
    private static String route;
    private static List<Taking> taking;
    private static String before;

    private final SoftAssertions all = new SoftAssertions();

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get();
        api = platform.api();
        journey = new Journey(api);
        workspace = journey.createWorkspace("Refusing");
        session = journey.open(workspace, Journey.bash("ln -s /etc/passwd link; mkdir folder; echo x > file.txt"));
        journey.watchToTheEnd(session);
        connector = id(api.post(API + "/connectors", "{\"kind\":\"kafka\",\"name\":\"c\",\"sources\":[\"/none/\"]}"));
        route = id(api.post(
                API + "/connectors/" + connector + "/routes",
                Journey.json(Map.of(
                        "name", "r",
                        "filter", "event.type == \"t\"",
                        "prompt", "p",
                        "workspace_id", workspace))));
        taking = endpoints();
        before = stored();
    }

    private static List<Taking> endpoints() {
        return List.of(
                new Taking("POST", "/workspaces", "workspaces:write"),
                new Taking("PATCH", "/workspaces/" + workspace, "workspaces:write"),
                new Taking("PUT", "/workspaces/" + workspace + "/config", "workspaces:write"),
                new Taking("PATCH", "/workspaces/" + workspace + "/config", "workspaces:write"),
                new Taking("POST", "/workspaces/" + workspace + "/config/validate", "workspaces:read"),
                new Taking(
                        "POST",
                        "/workspaces/" + workspace + "/config/restore",
                        "workspaces:write",
                        Map.of("version", 1)),
                new Taking("POST", "/workspaces/" + workspace + "/sessions", "sessions:write"),
                new Taking("PATCH", "/sessions/" + session, "sessions:write"),
                new Taking("POST", "/sessions/" + session + "/events", "sessions:write"),
                new Taking("POST", "/sessions/" + session + "/queue/reorder", "sessions:write"),
                new Taking("POST", "/connectors", "automation:write"),
                new Taking("PATCH", "/connectors/" + connector, "automation:write"),
                new Taking("POST", "/connectors/" + connector + "/routes", "automation:write"),
                new Taking("PATCH", "/routes/" + route, "automation:write"),
                new Taking("POST", "/routes/validate", "automation:read"),
                new Taking("POST", "/service-tokens", "admin"));
    }

    private static String id(Answer made) {
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    /** All that a refused request could have changed. */
    private static String stored() {
        return Stream.of(
                        ids("/workspaces"),
                        ids("/sessions"),
                        ids("/connectors"),
                        ids("/connectors/" + connector + "/routes"),
                        ids("/service-tokens"),
                        journey.session(session).path("last_seq"),
                        journey.workspace(workspace).path("version"),
                        journey.workspace(workspace).path("config_version"),
                        api.get(API + "/workspaces/" + workspace + "/files?path=")
                                .text())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
    }

    private static List<String> ids(String list) {
        return api.get(API + list + "?limit=200")
                .json()
                .path("data")
                .valueStream()
                .map(it -> it.path("id").asString())
                .toList();
    }

    @AfterEach
    void nothingIsStored() {
        all.assertAll();
        assertThat(stored()).isEqualTo(before);
    }

    private void problem(String about, Answer answer, int status, String code) {
        all.assertThat(answer.status()).as(about + ": " + answer.text()).isEqualTo(status);
        all.assertThat(answer.header("Content-Type")).as(about).startsWith("application/problem+json");
        if (answer.text().startsWith("{")) {
            all.assertThat(answer.code()).as(about).isEqualTo(code);
        }
    }

    private void everywhere(String what, int status, String code, Function<Taking, Answer> request) {
        taking.forEach(it -> problem(what + " " + it, request.apply(it), status, code));
    }

    @Test
    void malformedJson() {
        everywhere("malformed", 400, "malformed-json", it -> api.send(it.method(), API + it.path(), "{\"a\": "));
    }

    @Test
    void unknownField() {
        taking.forEach(it -> {
            var answer = api.send(it.method(), API + it.path(), it.bodyWith("no_such_field"));
            problem("unknown field " + it, answer, 400, "invalid-request");
            all.assertThat(answer.json().path("errors").toString())
                    .as(it.toString())
                    .contains("\"pointer\":\"/no_such_field\"");
        });
    }

    @Test
    void wrongType() {
        taking.forEach(it -> {
            var answer = api.send(it.method(), API + it.path(), "[true]");
            problem("a list " + it, answer, 400, "invalid-request");
            all.assertThat(answer.json().path("errors").size())
                    .as(it.toString())
                    .isPositive();
        });
    }

    @Test
    void noToken() {
        var nobody = platform.api("");
        everywhere("nobody", 401, "unauthenticated", it -> nobody.send(it.method(), API + it.path(), "{}"));
        var wrong = platform.api("adk_wrong");
        everywhere("wrong token", 401, "unauthenticated", it -> wrong.send(it.method(), API + it.path(), "{}"));
    }

    @Test
    void missingScope() {
        var reader = platform.api(platform.token("audit:read"));
        before = stored();
        taking.forEach(it -> {
            var answer = reader.send(it.method(), API + it.path(), it.body());
            problem("no scope " + it, answer, 403, "forbidden");
            all.assertThat(answer.json().path("required_scope").asString(""))
                    .as(it + " " + answer.text())
                    .isEqualTo(it.scope());
        });
    }

    @Test
    void wrongMethod() {
        var paths = List.of(
                "/workspaces",
                "/workspaces/" + workspace + "/sessions",
                "/sessions/" + session + "/events",
                "/connectors",
                "/routes/validate",
                "/service-tokens",
                "/ops/verify",
                "/approvals",
                "/workspaces/" + workspace + "/files");
        paths.forEach(path -> {
            var answer = api.send("PUT", API + path, "{}");
            problem("PUT " + path, answer, 405, "method-not-allowed");
            all.assertThat(answer.header("Allow")).as(path).isNotEmpty();
        });
    }

    @Test
    void bodyOfTwoMegabytes() {
        var large = "{\"name\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
        everywhere("large", 413, "payload-too-large", it -> api.send(it.method(), API + it.path(), large));
    }

    @Test
    void foreignOrigin() {
        everywhere(
                "origin",
                403,
                "foreign-origin",
                it -> api.send(it.method(), API + it.path(), "{}", "Origin", "https://evil.example"));
    }

    @Test
    void foreignHost() throws IOException {
        for (var host : List.of("evil.example", "evil.example:" + platform.port(), "169.254.169.254")) {
            all.assertThat(raw("GET /api/v1/workspaces HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 421")
                    .contains("application/problem+json", "\"code\":\"misdirected\"");
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), platform.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void unknownIds() {
        var paths = List.of(
                "/workspaces/wrk" + UNKNOWN,
                "/workspaces/wrk" + UNKNOWN + "/config",
                "/workspaces/wrk" + UNKNOWN + "/files?path=/",
                "/workspaces/wrk" + UNKNOWN + "/executions",
                "/sessions/ses" + UNKNOWN,
                "/sessions/ses" + UNKNOWN + "/events",
                "/sessions/ses" + UNKNOWN + "/events/stream",
                "/sessions/ses" + UNKNOWN + "/queue",
                "/sessions/ses" + UNKNOWN + "/turns",
                "/turns/trn" + UNKNOWN,
                "/events/evt" + UNKNOWN,
                "/approvals/apr" + UNKNOWN,
                "/connectors/con" + UNKNOWN,
                "/connectors/con" + UNKNOWN + "/deliveries",
                "/routes/rte" + UNKNOWN,
                "/deliveries/dlv" + UNKNOWN,
                "/runs/run" + UNKNOWN,
                "/executions/exe" + UNKNOWN,
                "/service-tokens/tok" + UNKNOWN,
                "/sessions/nonsense",
                "/sessions/" + "x".repeat(3000),
                "/no-such-thing");
        paths.forEach(path -> problem("GET " + path, api.get(API + path), 404, "not-found"));
    }

    @Test
    void badPathsOfFiles() {
        var files = API + "/workspaces/" + workspace + "/files/content?path=";
        for (var path : List.of("../x", "a/../../x", "folder/../../../etc/passwd", "a\0b", "..")) {
            var encoded = URLEncoder.encode(path, StandardCharsets.UTF_8);
            problem("GET " + path, api.get(files + encoded), 400, "invalid-request");
            problem("DELETE " + path, api.delete(files + encoded), 400, "invalid-request");
            var put = api.put(files + encoded, "x", "Content-Type", "application/octet-stream");
            problem("PUT " + path, put, 400, "invalid-request");
        }
        for (var path :
                List.of("/etc/passwd", "link", "folder", "%2e%2e%2fetc%2fpasswd", "file.txt/x", "x".repeat(300))) {
            var answer = api.get(files + URLEncoder.encode(path, StandardCharsets.UTF_8));
            all.assertThat(answer.status()).as(path + " " + answer.text()).isBetween(400, 499);
            all.assertThat(answer.header("Content-Type")).as(path).startsWith("application/problem+json");
            all.assertThat(answer.text()).doesNotContain("root:");
        }
    }
}
