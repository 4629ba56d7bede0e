package dev.agentdesk.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.RunningService;
import dev.agentdesk.testkit.service.SseReader;
import dev.agentdesk.workspace.desk.WorkspaceCommand.RecordErased;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The service as a whole, on a real database and broker; terminal-service is a small HTTP server. */
class WorkspaceServiceIT {

    private static HttpServer terminal;
    private static RunningService service;
    private static ApiClient api;

    @BeforeAll
    static void start() throws Exception {
        terminal = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        terminal.createContext("/internal/environments/", exchange -> {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var generation = asked.replaceAll("[^0-9]", "");
            var answer = ("{\"status\":\"ready\",\"generation\":" + generation
                            + ",\"isolation\":{\"tier\":\"T2\",\"enforced\":[\"network\"],\"not_enforced\":[]}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        terminal.start();
        service = RunningService.start(
                WorkspaceService.class,
                "workspace-service",
                Map.of(
                        "agentdesk.peers.terminal-service",
                        "http://127.0.0.1:" + terminal.getAddress().getPort()));
        api = service.admin();
    }

    @AfterAll
    static void stop() {
        service.close();
        terminal.stop(0);
    }

    @Test
    void anAgentIsCallableOnlyByThoseThatItNames() {
        var caller = id(api.post("/api/v1/workspaces", "{\"name\":\"Caller\",\"slug\":\"the-caller\"}")
                .json());
        var callee = id(api.post("/api/v1/workspaces", "{\"name\":\"Callee\",\"slug\":\"the-callee\"}")
                .json());
        var internal = service.as(Principal.service("session-service"));
        var path = "/internal/workspaces/the-callee/callable?by=" + caller;
        assertThat(internal.get(path).status()).isEqualTo(404);
        for (var who : List.of("the-caller", caller, "*")) {
            api.patch("/api/v1/workspaces/" + callee + "/config", "{\"callable_by\":[\"" + who + "\"]}");
            var answer = internal.get(path);
            assertThat(answer.status()).as(who).isEqualTo(200);
            assertThat(answer.json().path("id").asString()).isEqualTo(callee);
        }
        api.patch("/api/v1/workspaces/" + callee + "/config", "{\"callable_by\":[\"another\"]}");
        assertThat(internal.get(path).status()).isEqualTo(404);
        assertThat(api.patch("/api/v1/workspaces/" + callee + "/config", "{\"callable_by\":[\"No!\"]}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":{"type":"stdio","command":"npx","args":["-y","x"],"env":{"K":"v"}}}   | 200 |
            {"a":{"type":"http","url":"https://mcp.example.org/mcp","headers":{"X":"y"}}} | 200 |
            {"A_b":{"type":"stdio","command":"x"}}                                     | 400 | /mcp_servers/A_b
            {"a":{"type":"sse","url":"https://x"}}                                     | 400 | /mcp_servers/a/type
            {"a":{"type":"http","url":"https://u@x"}}                                  | 400 | /mcp_servers/a/url
            {"a":{"type":"stdio","command":" "}}                                       | 400 | /mcp_servers/a/command
            {"a":{"type":"stdio","command":"x","cwd":"/"}}                             | 400 | /mcp_servers/a/cwd
            """)
    void takesMcpServersThatCanBeStartedOrCalled(String servers, int status, String pointer) {
        var answer = api.post("/api/v1/workspaces", "{\"name\":\"MCP\"}");
        var written = api.patch(answer.header("Location") + "/config", "{\"mcp_servers\":" + servers.strip() + "}");
        assertThat(written.status()).as(written.text()).isEqualTo(status);
        if (pointer != null) {
            assertThat(written.json().path("errors").findValuesAsString("pointer"))
                    .contains(pointer);
        }
    }

    @Test
    void createsAWorkspaceThatCanBeReadAtOnceAndRuns() {
        var answer = api.post("/api/v1/workspaces", "{\"name\":\"CI doctor\",\"tags\":[\"ci\"]}");
        assertThat(answer.status()).isEqualTo(201);
        var created = api.get(answer.header("Location"));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.json().path("name").asString()).isEqualTo("CI doctor");
        assertThat(created.json().path("config_version").asLong()).isEqualTo(1);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        awaitStatus(id(answer.json()), "running");
        assertThat(get(id(answer.json())).path("isolation").path("tier").asString())
                .isEqualTo("T2");
    }

    @Test
    void findsAWorkspaceByItsSlugAndGivesTheSecondOfANameAnother() {
        var first = create("{\"name\":\"Twin desk\"}");
        var second = create("{\"name\":\"Twin desk\"}");
        assertThat(first.path("slug").asString()).isEqualTo("twin-desk");
        assertThat(second.path("slug").asString()).startsWith("twin-desk-");
        assertThat(id(api.get("/api/v1/workspaces/twin-desk").json())).isEqualTo(id(first));
        assertThat(api.post("/api/v1/workspaces", "{\"name\":\"x\",\"slug\":\"twin-desk\"}")
                        .code())
                .isEqualTo("slug-taken");
    }

    @Test
    void stopsAndStartsAgain() {
        var id = id(create("{\"name\":\"stops\"}"));
        awaitStatus(id, "running");
        assertThat(api.post("/api/v1/workspaces/" + id + "/stop", null).status())
                .isEqualTo(202);
        assertThat(get(id).path("status").asString()).isEqualTo("stopping");
        assertThat(api.post("/api/v1/workspaces/" + id + "/stop", null).status())
                .isEqualTo(202);
        assertThat(api.post("/api/v1/workspaces/" + id + "/start", null).status())
                .isEqualTo(202);
        awaitStatus(id, "running");
    }

    @Test
    void restartsWhatRunsAndStartsWhatDoesNot() {
        var id = id(create("{\"name\":\"restarts\"}"));
        var path = "/api/v1/workspaces/" + id;
        awaitStatus(id, "running");
        var restart = api.post(path + "/restart", null);
        assertThat(restart.status()).isEqualTo(202);
        assertThat(restart.json().path("status").asString()).isIn("starting", "running");
        awaitStatus(id, "running");
        var log = api.get(path + "/events").json().path("data").valueStream().toList();
        assertThat(log.stream().map(it -> it.path("type").asString()))
                .containsSubsequence(
                        "workspace.status_running",
                        "workspace.stop_requested",
                        "workspace.start_requested",
                        "workspace.status_running");

        api.post(path + "/stop", null);
        assertThat(api.post(path + "/restart", null).status()).isEqualTo(202);
        awaitStatus(id, "running");
        api.delete(path);
        assertThat(api.post(path + "/restart", null).status()).isEqualTo(409);
        assertThat(api.post("/api/v1/workspaces/wrk_00000000000000000000000000/restart", null)
                        .status())
                .isEqualTo(404);
        assertThat(service.as(new Principal(
                                "usr_0000000000000000000000read",
                                "user",
                                "reader",
                                "member",
                                List.of("workspaces:read"),
                                null,
                                null))
                        .post(path + "/restart", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void keepsEveryConfigurationVersion() {
        var id = id(create("{\"name\":\"versions\",\"config\":{\"prompt\":{\"text\":\"one\"}}}"));
        var path = "/api/v1/workspaces/" + id + "/config";
        assertThat(api.get(path).json().path("permissions").path("preset").asString())
                .isEqualTo("open");
        var patched = api.patch(path + "?reason=better", "{\"prompt\":{\"text\":\"two\"}}", "If-Match", "\"1\"");
        assertThat(patched.json().path("config_version").asLong()).isEqualTo(2);
        assertThat(patched.json().path("applies").path("/prompt/text").asString())
                .isEqualTo("next_turn");
        assertThat(api.patch(path, "{\"prompt\":{\"text\":\"three\"}}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
        assertThat(api.get(path + "?version=1")
                        .json()
                        .path("prompt")
                        .path("text")
                        .asString())
                .isEqualTo("one");
        var versions = api.get(path + "/versions").json().path("data");
        assertThat(versions.get(0).path("reason").asString()).isEqualTo("better");
        assertThat(versions.get(0).path("changes").get(0).path("old").asString())
                .isEqualTo("one");
        var restored = api.post(path + "/restore", "{\"version\":1}");
        assertThat(restored.json().path("config_version").asLong()).isEqualTo(3);
        assertThat(api.get(path + "/diff?from=1&to=3").json().path("changes")).isEmpty();
        assertThat(api.get(path + "?at=" + versions.get(1).path("at").asString())
                        .header("ETag"))
                .isEqualTo("\"1\"");
    }

    @Test
    void tellsAllThatIsWrongWithAConfigurationAndStoresNothing() {
        var count = list().size();
        var answer = api.post(
                "/api/v1/workspaces",
                "{\"name\":\"\",\"config\":{\"engine\":{\"kind\":\"brain\"},\"limits\":{\"steps\":0},\"colour\":1}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(e -> e.path("pointer").asString()))
                .contains("/name", "/config/engine/kind", "/config/limits/steps");
        assertThat(list()).hasSize(count);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\"|400|malformed-json|",
                "{\"name\":\"x\",\"colour\":1}|400|invalid-request|/colour",
                "{\"name\":7}|400|invalid-request|/name",
                "{\"name\":\"x\",\"start\":\"yes\"}|400|invalid-request|/start",
                "{\"name\":\"x\",\"tags\":[null]}|400|invalid-request|/tags",
                "{\"name\":\"x\",\"slug\":\"A b\"}|400|invalid-request|/slug",
                "[]|400|invalid-request|",
                "{\"name\":\"x\",\"config\":7}|400|invalid-request|/config",
            })
    void refusesABadBody(String body, int status, String code, String pointer) {
        var count = list().size();
        var answer = api.post("/api/v1/workspaces", body);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        if (pointer != null) {
            assertThat(answer.json().path("errors").get(0).path("pointer").asString())
                    .isEqualTo(pointer);
        }
        assertThat(list()).hasSize(count);
    }

    @Test
    void answersEveryKindOfWrongRequestWithAProblem() {
        assertThat(service.anonymous().get("/api/v1/workspaces").status()).isEqualTo(401);
        assertThat(api.get("/api/v1/nothing").code()).isEqualTo("not-found");
        assertThat(api.put("/api/v1/workspaces", "{}").code()).isEqualTo("method-not-allowed");
        assertThat(api.get("/api/v1/workspaces/wrk_00000000000000000000000000").status())
                .isEqualTo(404);
        assertThat(api.send("POST", "/api/v1/workspaces", "name=x", "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(api.post("/api/v1/workspaces", "{\"name\":\"" + "x".repeat(2_000_000) + "\"}")
                        .status())
                .isEqualTo(413);
        assertThat(api.get("/api/v1/workspaces?limit=0").code()).isEqualTo("invalid-request");
        assertThat(api.get("/api/v1/workspaces?cursor=%21").code()).isEqualTo("invalid-request");
        var reader = new Principal("usr_2", "user", "r", "member", List.of("workspaces:read"), null, null);
        var refused = service.as(reader).post("/api/v1/workspaces", "{\"name\":\"x\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("required_scope").asString()).isEqualTo("workspaces:write");
    }

    @Test
    void hidesAWorkspaceFromStrangersAsIfItWereAbsent() {
        var id = id(create("{\"name\":\"hidden\"}"));
        var event = api.get("/api/v1/workspaces/" + id + "/events?limit=1")
                .json()
                .at("/data/0/id")
                .asString();
        var stranger = service.as(new Principal(
                "usr_9",
                "user",
                "s",
                "member",
                List.of("workspaces:read", "workspaces:write", "workspaces:run"),
                null,
                null));
        for (var answer : List.of(
                stranger.get("/api/v1/workspaces/" + id),
                stranger.get("/api/v1/workspaces/" + id + "/config"),
                stranger.get("/api/v1/workspaces/" + id + "/events"),
                stranger.get("/api/v1/workspaces/" + id + "/events/stream"),
                stranger.get("/api/v1/events/" + event),
                stranger.post("/api/v1/workspaces/" + id + "/stop", null),
                stranger.delete("/api/v1/workspaces/" + id))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        assertThat(stranger.get("/api/v1/workspaces").json().path("data")).isEmpty();
    }

    @Test
    void makesOneWorkspaceOfManyParallelRequestsWithOneKey() throws Exception {
        var body = "{\"name\":\"only once\"}";
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = threads.invokeAll(IntStream.range(0, 20)
                    .<Callable<ApiClient.Answer>>mapToObj(
                            i -> () -> api.post("/api/v1/workspaces", body, "Idempotency-Key", "key-1"))
                    .toList());
            var ids = new HashSet<String>();
            for (var answer : answers) {
                // Who waited two seconds for the first one is told that it still runs.
                assertThat(answer.get().status()).isIn(201, 409);
                if (answer.get().status() == 201) {
                    ids.add(id(answer.get().json()));
                }
            }
            assertThat(ids).hasSize(1);
        }
        var replay = api.post("/api/v1/workspaces", body, "Idempotency-Key", "key-1");
        assertThat(replay.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(replay.header("Location")).isNotEmpty();
        assertThat(api.post("/api/v1/workspaces", "{\"name\":\"other\"}", "Idempotency-Key", "key-1")
                        .code())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void pagesThroughTheListWithoutGapsOrRepeats() {
        for (int i = 0; i < 5; i++) {
            create("{\"name\":\"paged " + i + "\",\"tags\":[\"paged\"],\"start\":false}");
        }
        var seen = new HashSet<String>();
        var path = "/api/v1/workspaces?tag=paged&limit=2";
        var next = path;
        for (int page = 0; page < 3; page++) {
            var answer = api.get(next).json();
            answer.path("data").forEach(row -> assertThat(seen.add(id(row))).isTrue());
            next = path + "&cursor=" + answer.path("next_cursor").asString("");
        }
        assertThat(seen).hasSize(5);
    }

    @Test
    void countsTheTagsOfTheWorkspacesThatOneSees() {
        create("{\"name\":\"one\",\"tags\":[\"counted\",\"counted-once\"],\"start\":false}");
        create("{\"name\":\"two\",\"tags\":[\"counted\"],\"start\":false}");
        var tags = api.get("/api/v1/tags").json();
        assertThat(tags.path("next_cursor").isNull()).isTrue();
        assertThat(tags.path("data").toString())
                .contains("{\"name\":\"counted\",\"workspaces\":2}", "{\"name\":\"counted-once\",\"workspaces\":1}");
        assertThat(counting("workspaces:read")
                        .get("/api/v1/tags")
                        .json()
                        .path("data")
                        .size())
                .isZero();
        assertThat(counting("sessions:read").get("/api/v1/tags").status()).isEqualTo(403);
    }

    private static ApiClient counting(String scope) {
        return service.as(new Principal("usr_counting", "user", "c", "member", List.of(scope), null, null));
    }

    @Test
    void deletesAndBringsBack() {
        var id = id(create("{\"name\":\"deleted\"}"));
        assertThat(api.delete("/api/v1/workspaces/" + id).status()).isEqualTo(204);
        assertThat(get(id).path("status").asString()).isEqualTo("deleted");
        assertThat(api.post("/api/v1/workspaces/" + id + "/start", null).code()).isEqualTo("workspace-deleted");
        assertThat(api.get("/api/v1/workspaces/" + id + "/config").status()).isEqualTo(200);
        assertThat(api.post("/api/v1/workspaces/" + id + "/undelete", null).status())
                .isEqualTo(200);
        assertThat(get(id).path("status").asString()).isEqualTo("stopped");
    }

    @Test
    void givesARunnerTheConfigurationInForceAndStartsAStoppedWorkspaceForIt() {
        var id = id(create("{\"name\":\"turns\",\"start\":false}"));
        var runner = service.asService("session-service");
        var turn = "{\"session_id\":\"ses_1\",\"turn_id\":\"trn_1\"}";
        var context = runner.post("/internal/workspaces/" + id + "/turn-context", turn)
                .json();
        assertThat(context.path("desired").asString()).isEqualTo("running");
        assertThat(context.path("generation").asLong()).isEqualTo(1);
        assertThat(context.path("config").path("engine").path("kind").asString())
                .isEqualTo("shell");
        assertThat(api.post("/internal/workspaces/" + id + "/turn-context", turn)
                        .status())
                .isEqualTo(403);
        assertThat(runner.get("/internal/workspaces/wrk_0").status()).isEqualTo(404);
    }

    @Test
    void isErasedWhenEveryServiceHasAnsweredAndStillCountsTheSame() {
        var id = id(create("{\"name\":\"a planted canary\",\"start\":false}"));
        api.patch("/api/v1/workspaces/" + id, "{\"description\":\"more of it\"}");
        api.patch("/api/v1/workspaces/" + id + "/config", "{\"prompt\":{\"text\":\"and more\"}}");
        assertThat(api.post("/api/v1/workspaces/" + id + "/erase", null).status())
                .isEqualTo(202);
        var stamps = service.bean(Stamps.class);
        for (var holder : List.of("terminal-service", "session-service", "trigger-service")) {
            service.bean(Commands.class).send(new RecordErased(stamps.ofPlatform(id, "cor_1"), id, holder));
        }
        var erased = get(id);
        assertThat(erased.path("status").asString()).isEqualTo("erased");
        assertThat(erased.path("name").isNull()).isTrue();
        assertThat(erased.path("config_version").asLong()).isEqualTo(2);
        await().untilAsserted(() -> assertThat(
                        api.get("/api/v1/workspaces/" + id + "/config").status())
                .isEqualTo(410));
        assertThat(service.bean(Rebuilds.class).verify()).isEmpty();
    }

    @Test
    void showsTheLogOfAWorkspaceInPagesAndAsItGrows() {
        var id = id(create("{\"name\":\"logged\",\"config\":{\"variables\":{\"KEY\":\"a planted secret\"}}}"));
        awaitStatus(id, "running");
        var path = "/api/v1/workspaces/" + id + "/events";
        try (var stream = SseReader.open(api, path + "/stream?after=0")) {
            api.post("/api/v1/workspaces/" + id + "/stop", null);
            api.patch("/api/v1/workspaces/" + id + "/config?reason=better", "{\"prompt\":{\"text\":\"two\"}}");
            stream.until(event -> event.type().equals("workspace.config_changed"));
            var log = api.get(path).json().path("data").valueStream().toList();
            assertThat(log.stream().map(it -> it.path("type").asString()))
                    .startsWith("workspace.created", "workspace.start_requested", "workspace.status_running")
                    .contains("workspace.stop_requested", "workspace.config_changed");
            assertThat(log.stream().map(it -> it.path("seq").asLong()))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, log.size()).boxed().toList());
            assertThat(stream.events().stream().map(SseReader.Event::seq))
                    .startsWith(1L, 2L, 3L)
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(stream.text() + log).doesNotContain("a planted secret").contains("better");
            assertThat(stream.header("X-Agentdesk-Head")).isEqualTo("3");
            var event = log.getFirst().path("id").asString();
            assertThat(api.get("/api/v1/events/" + event).json()).isEqualTo(log.getFirst());
        }
        var newest = api.get(path + "?order=desc&limit=1&types=workspace.created,workspace.updated");
        assertThat(newest.json().path("data").get(0).path("name").asString()).isEqualTo("logged");
        assertThat(api.get(path + "?types=workspace.nothing").code()).isEqualTo("unknown-event-type");
        assertThat(api.get(path + "/stream?after=1000").code()).isEqualTo("beyond-head");
    }

    @Test
    void rebuildsToTheSameRows() {
        var id = id(create("{\"name\":\"rebuilt\"}"));
        awaitStatus(id, "running");
        var rebuilds = service.bean(Rebuilds.class);
        assertThat(rebuilds.verify()).isEmpty();
        rebuilds.names().forEach(rebuilds::rebuild);
        assertThat(get(id).path("status").asString()).isEqualTo("running");
        assertThat(rebuilds.verify()).isEmpty();
    }

    private static JsonNode create(String body) {
        var answer = api.post("/api/v1/workspaces", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    private static JsonNode get(String id) {
        return api.get("/api/v1/workspaces/" + id).json();
    }

    private static List<JsonNode> list() {
        return api.get("/api/v1/workspaces?limit=200")
                .json()
                .path("data")
                .valueStream()
                .toList();
    }

    private static String id(JsonNode workspace) {
        return workspace.path("id").asString();
    }

    private static void awaitStatus(String id, String status) {
        await().untilAsserted(
                        () -> assertThat(get(id).path("status").asString()).isEqualTo(status));
    }
}
