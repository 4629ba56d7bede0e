package dev.agentdesk.trigger;

import static dev.agentdesk.trigger.Platform.bytes;
import static dev.agentdesk.trigger.Platform.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.trigger.delivery.OldDeliveries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class RoutingIT {

    private static final String TYPE_IS_FAILED = "event.type == \"build.failed\"";

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of("agentdesk.runs.answer-within", "PT2S", "agentdesk.runs.look-every", "PT0.2S"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void runsAllMatchingRoutesAndKeepsEachVerdictWithTheValuesCompared() {
        var source = Platform.source();
        var connector = platform.connector(source);
        var one = platform.route(connector, platform.workspace(), TYPE_IS_FAILED, "Fix {{body.job}}{{body.nope}}");
        var two = platform.route(connector, platform.workspace(), "event.subject == 'job-7'", "Look");
        var other = platform.route(connector, platform.workspace(), "event.type == 'build.passed'", "Cheer");
        var off = platform.route(connector, platform.workspace(), TYPE_IS_FAILED, "Never");
        platform.anna().patch("/api/v1/routes/" + off, "{\"enabled\":false}");
        platform.send(event(source, "e-1", "build.failed", "{\"job\":\"canary-42\"}"));

        var delivery = routed(connector);
        assertThat(verdict(delivery, one)).isEqualTo("matched");
        assertThat(verdict(delivery, two)).isEqualTo("matched");
        assertThat(verdict(delivery, other)).isEqualTo("not_matched");
        assertThat(verdict(delivery, off)).isEqualTo("disabled");
        assertThat(route(delivery, other).at("/trace/0/value").asString()).isEqualTo("build.failed");
        assertThat(route(delivery, one).at("/trace/0/expr").asString()).isEqualTo(TYPE_IS_FAILED);
        assertThat(route(delivery, one).at("/warnings/0").asString()).isEqualTo("body.nope is not in the event");
        assertThat(delivery.get("runs").size()).isEqualTo(2);

        var run = route(delivery, one).get("run_id").asString();
        var prompt = platform.service.asService("session-service").get("/internal/runs/" + run + "/prompt");
        assertThat(prompt.json().get("prompt").asString()).isEqualTo("Fix canary-42");
        assertThat(prompt.json().get("title").asString()).isEqualTo("Fix it");
        assertThat(prompt.json().get("depth").asInt()).isEqualTo(1);
        assertThat(platform.anna().get("/internal/runs/" + run + "/prompt").status())
                .isEqualTo(403);

        var facts = Platform.heard(Topics.TRIGGER, delivery.get("id").asString(), 3);
        assertThat(facts)
                .hasSize(3)
                .allSatisfy(fact -> assertThat(new String(fact.value(), StandardCharsets.UTF_8))
                        .doesNotContain("canary-42", "Fix", "job-7", source));
        var matched = facts.stream()
                .filter(fact -> new String(fact.value(), StandardCharsets.UTF_8).contains(run))
                .findFirst()
                .orElseThrow();
        assertThat(new String(matched.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8))
                .isEqualTo("dev.agentdesk.trigger.v1.RouteMatched");
        assertThat(new String(matched.headers().lastHeader("ce_depth").value(), StandardCharsets.UTF_8))
                .isEqualTo("1");
    }

    private static JsonNode edited(String route, String json) {
        var answer = platform.anna().patch("/api/v1/routes/" + route, json);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> outcomes(String route) {
        return platform.anna()
                .get("/api/v1/runs?source=" + route)
                .json()
                .get("data")
                .valueStream()
                .map(run -> run.get("outcome").asString())
                .toList();
    }

    @Test
    void startsNoMoreThanItsRateAndSaysWhatItDidNotStart() {
        var source = Platform.source();
        var route = platform.route(platform.connector(source), platform.workspace(), TYPE_IS_FAILED, "Fix");
        var slow = edited(route, "{\"rate\":{\"limit\":2,\"per\":\"PT1H\"}}");
        assertThat(slow.get("rate").get("limit").asInt()).isEqualTo(2);
        for (int n = 0; n < 5; n++) {
            platform.send(event(source, "e-" + n, "build.failed", "{}"));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> outcomes(route).size() == 5);
        assertThat(outcomes(route)).containsExactlyInAnyOrder("fired", "fired", "limited", "limited", "limited");
        assertThat(edited(route, "{\"rate\":{\"limit\":0}}").get("rate").isNull())
                .isTrue();
        var wrong = platform.anna()
                .patch("/api/v1/routes/" + route, "{\"rate\":{\"limit\":-1,\"per\":\"soon\"},\"debounce\":\"x\"}");
        assertThat(wrong.json().get("errors").size()).isEqualTo(3);
    }

    @Test
    void waitsForQuietAndStartsTheNewestOfEachKey() {
        var source = Platform.source();
        var route =
                platform.route(platform.connector(source), platform.workspace(), TYPE_IS_FAILED, "Fix {{event.id}}");
        assertThat(edited(route, "{\"debounce\":\"PT4S\",\"correlation\":\"body.job\"}")
                        .get("debounce")
                        .asString())
                .isEqualTo("PT4S");
        for (int n = 0; n < 4; n++) {
            platform.send(event(source, "a-" + n, "build.failed", "{\"job\":\"a\"}"));
        }
        platform.send(event(source, "b-0", "build.failed", "{\"job\":\"b\"}"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> outcomes(route).stream().filter("fired"::equals).count() == 2);
        assertThat(outcomes(route)).containsExactlyInAnyOrder("fired", "fired", "debounced", "debounced", "debounced");
        assertThat(platform.service
                        .bean(JdbcClient.class)
                        .sql("select count(*) from run_delay")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(platform.service.bean(Rebuilds.class).verify()).isEmpty();
    }

    @Test
    void losesItsContentOnceItWasKeptLongEnough() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.send(event(source, "e-old", "build.failed", "{\"secret\":\"canary-77\"}"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deliveries(connector).stream()
                        .anyMatch(it -> it.get("status").asString().equals("matched_nothing")));
        var delivery = deliveries(connector).getFirst().get("id").asString();

        platform.service.bean(OldDeliveries.class).forget(Clock.systemUTC().instant());

        await().atMost(Duration.ofSeconds(20))
                .until(() -> platform.anna()
                                .get("/api/v1/deliveries/" + delivery + "/body")
                                .status()
                        == 410);
        assertThat(platform.only(connector).get("erased").asBoolean()).isTrue();
        assertThat(platform.only(connector).get("status").asString()).isEqualTo("matched_nothing");
    }

    @Test
    void learnsWhatBecameOfARunAndKeepsTheFirstAnswer() {
        var workspace = platform.workspace();
        var run = oneRun(workspace, "Go", "{}", 0);
        var session = Platform.id("ses");
        assertThat(run(run).get("resolved").isNull()).isTrue();

        platform.tell(Topics.SESSION, "session.v1.SessionOpened", session, """
                {"session_id":"%s","workspace_id":"%s","origin":{"type":"delivery","id":"x"},"run_id":"%s"}""".formatted(session, workspace, run));
        await().until(() -> session.equals(run(run).path("session_id").asString("")));
        for (int n = 0; n < 2; n++) {
            platform.tell(Topics.SESSION, "session.v1.TurnFinished", session, """
                    {"session_id":"%s","workspace_id":"%s","turn_id":"trn_1","stop_reason":"end_turn","run_id":"%s",
                     "usage":{"input_tokens":1,"output_tokens":2,"cost_usd":"0.10"},"news":1}""".formatted(session, workspace, run));
        }
        platform.tell(Topics.SESSION, "session.v1.RunRefused", session, """
                {"run_id":"%s","workspace_id":"%s","code":"busy"}""".formatted(run, workspace));
        platform.tell(Topics.SESSION, "session.v1.RunRefused", session, """
                {"run_id":"%s","workspace_id":"%s","code":"busy"}""".formatted(Platform.id("run"), workspace));
        await().until(() -> !run(run).get("resolved").isNull());

        assertThat(run(run).at("/resolved/status").asString()).isEqualTo("finished");
        assertThat(run(run).at("/resolved/code").asString()).isEqualTo("end_turn");
        assertThat(run(run).get("cost_usd").asString()).isEqualTo("0.10");
        assertThat(run(run).get("outcome").asString()).isEqualTo("fired");
        assertThat(waits(run)).isZero();
        assertThat(platform.service
                        .bean(EventLog.class)
                        .after(
                                run(run).get("delivery_id").asString(),
                                0,
                                100,
                                List.of("trigger.RunFinished", "trigger.RunRefused")))
                .hasSize(1);
    }

    @Test
    void asksAgainAboutARunThatNobodyAnswers() {
        var workspace = platform.workspace();
        var run = oneRun(workspace, "Go", "{}", 0);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> run(run).get("overdue").asBoolean());
        assertThat(waits(run)).as("it is asked about until it is answered").isOne();

        platform.answerAbout(run, "{\"run_id\":\"%s\",\"session_id\":\"ses_9\"}".formatted(run));
        await().atMost(Duration.ofSeconds(15))
                .until(() -> "ses_9".equals(run(run).path("session_id").asString("")));
        platform.neighboursDown(true);
        platform.answerAbout(run, """
                {"run_id":"%s","session_id":"ses_9","turn_id":"trn_9","stop_reason":"interrupted","usage":{}}""".formatted(run));
        platform.restart();
        platform.neighboursDown(false);
        await().atMost(Duration.ofSeconds(15))
                .until(() -> !run(run).get("resolved").isNull());

        assertThat(run(run).at("/resolved/code").asString()).isEqualTo("interrupted");
        assertThat(run(run).get("overdue").asBoolean()).isFalse();
        assertThat(waits(run)).isZero();
    }

    @Test
    void stopsALoopAtDepthEight() {
        var seventh = oneRun(platform.workspace(), "Go", "{}", 7);
        assertThat(run(seventh).get("outcome").asString()).isEqualTo("fired");
        assertThat(run(seventh).get("depth").asInt()).isEqualTo(8);

        var eighth = oneRun(platform.workspace(), "Go", "{}", 8);
        assertThat(run(eighth).get("outcome").asString()).isEqualTo("failed");
        assertThat(run(eighth).at("/reason/code").asString()).isEqualTo("depth-exceeded");
        assertThat(platform.service
                        .asService("session-service")
                        .get("/internal/runs/" + eighth + "/prompt")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void failsARunWhosePromptWouldBeTooLargeOrUnsafe() {
        var large = oneRun(platform.workspace(), "{{body.s}}", "{\"s\":\"" + "x".repeat(70_000) + "\"}", 0);
        assertThat(run(large).at("/reason/code").asString()).isEqualTo("template-too-large");

        var unsafe = oneRun(platform.workspace(), "/run echo {{body.s}}", "{\"s\":\"$(id)\"}", 0);
        assertThat(run(unsafe).at("/reason/code").asString()).isEqualTo("unsafe-value");
    }

    @Test
    void erasesWhatAWorkspaceGotAndSaysSoOnce() {
        var canary = Platform.id("canary");
        var source = Platform.source();
        var connector = platform.connector(source);
        var workspace = platform.workspace();
        var route = platform.route(connector, workspace, "event.type == 't'", "Fix " + canary + " {{body}}");
        var deleted = platform.route(connector, workspace, "event.type == '" + canary + "'", "Fix");
        platform.anna().delete("/api/v1/routes/" + deleted);
        platform.send(event(source, "e-" + canary, "t", "\"" + canary + "\""));
        var delivery = routed(connector);
        var run = delivery.at("/runs/0").asString();

        for (int n = 0; n < 2; n++) {
            platform.tell(
                    Topics.WORKSPACE, "workspace.v1.WorkspaceErasureRequested", workspace, """
                    {"workspace_id":"%s"}""".formatted(workspace));
        }
        Platform.heard(Topics.TRIGGER, "{\"workspace_id\":\"" + workspace + "\"}", 1);

        var service = platform.service.asService("session-service");
        assertThat(service.get("/internal/runs/" + run + "/prompt").status()).isEqualTo(410);
        assertThat(service.get("/internal/runs/" + run + "/prompt").code()).isEqualTo("gone");
        var id = delivery.get("id").asString();
        assertThat(platform.anna().get("/api/v1/deliveries/" + id + "/body").status())
                .isEqualTo(410);
        assertThat(platform.anna().get("/api/v1/deliveries/" + id).text())
                .contains("\"erased\":true")
                .doesNotContain(canary);
        assertThat(platform.anna().get("/api/v1/routes/" + route).status()).isEqualTo(404);
        var db = platform.service.bean(JdbcClient.class);
        for (var table : List.of("route", "delivery", "delivery_route", "run", "workspace_access", "domain_event")) {
            assertThat(db.sql("select count(*) from " + table + " t where t::text like :canary or t::text like :hex")
                            .param("canary", "%" + canary + "%")
                            .param("hex", "%" + java.util.HexFormat.of().formatHex(bytes(canary)) + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        platform.send(event(source, "e-" + canary, "t", "\"" + canary + "\""));
        platform.send(event(source, "after", "t", "1"));
        await().atMost(Duration.ofSeconds(20)).until(() -> deliveries(connector).size() == 2);
        assertThat(platform.service.bean(EventLog.class).lastSeq(workspace))
                .as("said once")
                .isOne();
    }

    @Test
    void hasRowsThatAreExactlyWhatTheEventsSay() {
        oneRun(platform.workspace(), "Go", "{}", 0);
        var rebuilds = platform.service.bean(Rebuilds.class);

        assertThat(rebuilds.verify()).isEmpty();
        rebuilds.names().forEach(rebuilds::rebuild);
        assertThat(rebuilds.verify()).isEmpty();
    }

    private static String oneRun(String workspace, String prompt, String data, int depth) {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.route(connector, workspace, "event.type == 't'", prompt);
        var sent = Platform.record("""
                {"specversion":"1.0","id":"1","source":"%s","type":"t","depth":%d,"data":%s}""".formatted(source, depth, data));
        platform.send(sent);
        return routed(connector).at("/runs/0").asString();
    }

    private static JsonNode routed(String connector) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> deliveries(connector).stream()
                        .anyMatch(delivery -> delivery.get("status").asString().equals("routed")));
        var id = deliveries(connector).getFirst().get("id").asString();
        return platform.anna().get("/api/v1/deliveries/" + id).json();
    }

    private static List<JsonNode> deliveries(String connector) {
        return platform.anna()
                .get("/api/v1/connectors/" + connector + "/deliveries")
                .json()
                .get("data")
                .valueStream()
                .toList();
    }

    private static JsonNode run(String id) {
        return platform.anna().get("/api/v1/runs/" + id).json();
    }

    private static JsonNode route(JsonNode delivery, String route) {
        return delivery.get("routes")
                .valueStream()
                .filter(verdict -> verdict.get("route_id").asString().equals(route))
                .findFirst()
                .orElseThrow();
    }

    private static String verdict(JsonNode delivery, String route) {
        return route(delivery, route).get("verdict").asString();
    }

    private static long waits(String run) {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from run_wait where run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }
}
