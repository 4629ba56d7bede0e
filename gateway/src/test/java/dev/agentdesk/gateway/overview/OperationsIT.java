package dev.agentdesk.gateway.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators see of the whole instance and do with it; the services behind are played. */
class OperationsIT {

    private static final String REBUILD = "/internal/projections/rows/rebuild";
    private static final String CONFLICT = "{\"code\":\"conflict\",\"detail\":\"Another rebuild is running.\"}";

    /** What the services answer, by path; status and body. */
    private static final Map<String, String> ANSWERS = new ConcurrentHashMap<>();

    private static PlayedService service;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        gateway = RunningGateway.before(service.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @BeforeEach
    void answerAsUsual() {
        ANSWERS.clear();
        ANSWERS.put("/internal/projections", """
                200 [{"name":"rows","kind":"streaming","position":7,"behind":2000,"rebuildable":true},
                     {"name":"publisher","kind":"publisher","position":8,"behind":1000,"rebuildable":false}]""");
        ANSWERS.put(REBUILD, "200 ");
        service.answers(OperationsIT::answer);
        service.asked().clear();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var known = ANSWERS.getOrDefault(exchange.getRequestURI().getPath(), "404 {\"code\":\"not-found\"}");
        var type = known.startsWith("200") ? "application/json" : "application/problem+json";
        PlayedService.reply(exchange, Integer.parseInt(known.substring(0, 3)), type, known.substring(4));
    }

    @Test
    void showsTheFiguresOfAllServicesAtOnce() {
        ANSWERS.put("/internal/overview", """
                200 {"sessions":{"idle":3,"running":1},"turns":{"running":1,"waiting":0,"orphaned":0},
                     "cost_usd_last_day":"0.25","something_newer":1}""");

        var seen = overview();

        assertThat(seen.at("/sessions/idle").asLong()).isEqualTo(3);
        assertThat(seen.at("/turns/running").asLong()).isEqualTo(1);
        assertThat(seen.path("cost_usd_last_day").asString()).isEqualTo("0.25");
        assertThat(seen.path("workspaces").isNull()).isTrue();
        assertThat(seen.at("/projection_lag/behind").asLong()).isEqualTo(2000);
        assertThat(seen.at("/outbox_lag/name").asString()).isEqualTo("publisher");
        assertThat(seen.at("/services/0/answers").asBoolean()).isTrue();
        assertThat(seen.path("at").asString()).endsWith("Z");
    }

    @Test
    void leavesAGapWhereAServiceDoesNotAnswer() {
        ANSWERS.put("/internal/overview", "500 {}");
        ANSWERS.put("/internal/projections", "500 {}");

        var seen = overview();

        assertThat(seen.path("services").size()).isEqualTo(4);
        assertThat(seen.at("/services/0/answers").asBoolean(true)).isFalse();
        assertThat(seen.path("sessions").isNull()).isTrue();
    }

    private static JsonNode overview() {
        var answer = gateway.admin().get("/api/v1/ops/overview");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void showsWhatTakesSpace() {
        ANSWERS.put("/internal/storage", """
                200 {"database":{"bytes":100,"events":40,"largest":[{"name":"domain_event","bytes":40}]},
                     "beside":{"disk":{"total_bytes":9,"free_bytes":4},
                               "workspaces":{"files":2,"bytes":{"files":7},"complete":true}}}""");

        var seen = gateway.admin().get("/api/v1/ops/storage").json();

        assertThat(seen.at("/disk/free_bytes").asLong()).isEqualTo(4);
        assertThat(seen.at("/workspaces/bytes/files").asLong()).isEqualTo(7);
        assertThat(seen.path("databases").findValuesAsString("service"))
                .containsExactly(
                        "workspace-service", "session-service", "terminal-service", "trigger-service", "gateway");
        assertThat(seen.at("/databases/4/events").asLong()).isPositive();
        assertThat(seen.at("/databases/4/largest/0/bytes").asLong()).isPositive();
    }

    @Test
    void passesTheOrderToDrainOn() {
        ANSWERS.put("/internal/drain", """
                200 {"draining":true,"ordered_at":"2026-01-02T03:04:05.678Z","ordered_by":"usr_1","turns_running":3}""");

        var answer = gateway.admin().post("/api/v1/ops/drain", null);

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().path("turns_running").asLong()).isEqualTo(3);
        assertThat(orders()).containsExactly("PUT", "GET");
        assertThat(gateway.admin()
                        .get("/api/v1/ops/drain")
                        .json()
                        .path("draining")
                        .asBoolean())
                .isTrue();
        assertThat(gateway.admin().send("DELETE", "/api/v1/ops/drain", null).status())
                .isEqualTo(204);
        assertThat(orders()).endsWith("DELETE");
    }

    private static List<String> orders() {
        return service.asked().stream()
                .filter(it -> it.uri().equals("/internal/drain"))
                .map(PlayedService.Asked::method)
                .toList();
    }

    @Test
    void listsEveryReadModelAndProcessorTheOwnOnesToo() {
        var data = gateway.admin().get("/api/v1/ops/projections").json().path("data");

        assertThat(data.at("/0/service").asString()).isEqualTo("workspace-service");
        assertThat(data.at("/0/behind").asLong()).isEqualTo(2000);
        assertThat(data.toString()).contains("\"service\":\"gateway\",\"name\":\"accounts\",\"kind\":\"inline\"");
    }

    @Test
    void rebuildsAReadModelOfAServiceAsAJob() {
        var job = rebuild("session-service", "rows");

        var done = awaitStatus(job, "done");

        assertThat(done.path("kind").asString()).isEqualTo("rebuild");
        assertThat(done.at("/progress/done").asInt()).isEqualTo(1);
        assertThat(done.at("/result/read_model").asString()).isEqualTo("rows");
        assertThat(service.asked())
                .anyMatch(it -> it.uri().equals(REBUILD) && it.method().equals("POST"));
    }

    @Test
    void rebuildsItsOwn() {
        assertThat(awaitStatus(rebuild("gateway", "accounts"), "done")
                        .at("/result/service")
                        .asString())
                .isEqualTo("gateway");
    }

    @Test
    void asksAgainUntilAnotherRebuildOfTheServiceIsOver() {
        ANSWERS.put(REBUILD, "409 " + CONFLICT);
        var job = rebuild("session-service", "rows");
        await().until(() -> service.asked().stream().anyMatch(it -> it.uri().equals(REBUILD)));
        assertThat(job(job).path("status").asString()).isEqualTo("running");

        ANSWERS.put(REBUILD, "200 ");

        awaitStatus(job, "done");
    }

    @Test
    void aCancelledRebuildIsAskedForNoMore() {
        ANSWERS.put(REBUILD, "503 {}");
        var job = rebuild("session-service", "rows");

        assertThat(gateway.admin().send("DELETE", "/api/v1/jobs/" + job, null).status())
                .isEqualTo(204);

        assertThat(job(job).path("status").asString()).isEqualTo("cancelled");
        assertThat(job(job).path("result").isNull()).isTrue();
    }

    @Test
    void saysWhyARebuildFailed() {
        ANSWERS.put(REBUILD, "404 {\"code\":\"not-found\",\"detail\":\"There is no such read model.\"}");

        var failed = awaitStatus(rebuild("session-service", "rows"), "failed");

        assertThat(failed.at("/result/problem").asString()).contains("no such read model");
    }

    @Test
    void rebuildsNothingThatIsNoReadModel() {
        for (var path : new String[] {"session-service/publisher", "session-service/nonsense", "nobody/rows"}) {
            var answer = gateway.admin().post("/api/v1/ops/projections/" + path + "/rebuild", null);
            assertThat(answer.status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void asksTheServiceForJobsThatAreNotItsOwn() {
        ANSWERS.put("/api/v1/jobs/job_of_another", "200 {\"id\":\"job_of_another\"}");

        assertThat(job("job_of_another").path("id").asString()).isEqualTo("job_of_another");
        assertThat(service.last().uri()).isEqualTo("/api/v1/jobs/job_of_another");
    }

    @Test
    void isForOperators() {
        var job = rebuild("session-service", "rows");
        var stranger = gateway.with(gateway.token("sessions:read"));
        for (var path : new String[] {"ops/overview", "ops/storage", "ops/drain", "ops/projections", "jobs/" + job}) {
            var answer = stranger.get("/api/v1/" + path);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().path("required_scope").asString()).isEqualTo("ops:read");
        }
        var reader = gateway.with(gateway.token("ops:read"));
        for (var path : new String[] {"ops/drain", "ops/projections/session-service/rows/rebuild"}) {
            var answer = reader.post("/api/v1/" + path, null);
            assertThat(answer.status()).as(path).isEqualTo(403);
            assertThat(answer.json().path("required_scope").asString()).isEqualTo("ops:write");
        }
    }

    private static String rebuild(String service, String name) {
        var path = "/api/v1/ops/projections/" + service + "/" + name + "/rebuild";
        var answer = gateway.admin().post(path, null);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        var id = answer.json().path("job_id").asString();
        assertThat(answer.header("Location")).isEqualTo("/api/v1/jobs/" + id);
        return id;
    }

    private static JsonNode job(String id) {
        var answer = gateway.admin().get("/api/v1/jobs/" + id);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode awaitStatus(String job, String status) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(
                        () -> assertThat(job(job).path("status").asString()).isEqualTo(status));
        return job(job);
    }
}
