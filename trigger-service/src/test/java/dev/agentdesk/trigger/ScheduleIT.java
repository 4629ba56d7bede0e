package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.readmodel.Rebuilds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ScheduleIT {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of("agentdesk.runs.answer-within", "PT2S", "agentdesk.runs.look-every", "PT0.2S"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    private static final String EACH_SECOND = "{\"every\":\"PT1S\"}";

    private static String schedule(String workspace, String spec, String more) {
        var answer = platform.anna()
                .post(
                        "/api/v1/workspaces/" + workspace + "/schedules",
                        "{\"name\":\"Nightly\",\"spec\":%s,\"task\":{\"prompt\":\"/run make\"}%s}"
                                .formatted(spec, more));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private static JsonNode get(String path) {
        var answer = platform.anna().get("/api/v1" + path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonNode> runs(String schedule) {
        return get("/schedules/" + schedule + "/runs?limit=200")
                .get("data")
                .valueStream()
                .toList();
    }

    private static JsonNode awaitRun(String schedule, String outcome) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> runs(schedule).stream()
                                .filter(run -> run.get("outcome").asString().equals(outcome))
                                .findFirst()
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    private static void finish(String workspace, String run, String stopReason) {
        platform.tell(Topics.SESSION, "session.v1.TurnFinished", "ses_1", """
                {"session_id":"ses_1","workspace_id":"%s","turn_id":"trn_1","stop_reason":"%s","run_id":"%s",
                 "usage":{"input_tokens":1,"output_tokens":1,"cost_usd":"0.01"}}""".formatted(workspace, stopReason, run));
    }

    @Test
    void firesAndTellsAndAnswersWhatIsToBeAsked() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, EACH_SECOND, "");
        var run = awaitRun(schedule, "fired");
        var id = run.get("id").asString();

        assertThat(run.get("source").get("id").asString()).isEqualTo(schedule);
        assertThat(run.get("nominal_at").asString()).endsWith(".000Z");
        var fact = Platform.heard(Topics.TRIGGER, id, 1).getFirst();
        assertThat(new String(fact.headers().lastHeader("ce_type").value(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("dev.agentdesk.trigger.v1.TickFired");
        assertThat(new String(fact.value(), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("make");
        var prompt = platform.service.asService("session-service").get("/internal/runs/" + id + "/prompt");
        assertThat(prompt.json().get("prompt").asString()).isEqualTo("/run make");
        assertThat(prompt.json().get("title").asString()).isEqualTo("Nightly");
        var skipped = awaitRun(schedule, "skipped");
        assertThat(skipped.get("reason").get("code").asString()).isEqualTo("overlap");
        assertThat(skipped.get("reason").get("refs").toString()).contains(id);

        finish(workspace, id, "end_turn");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/runs/" + id)
                        .get("resolved")
                        .path("code")
                        .asString("")
                        .equals("end_turn"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> runs(schedule).stream()
                                .filter(it -> it.get("outcome").asString().equals("fired"))
                                .count()
                        == 2);
        assertThat(get("/runs?source=" + schedule + "&outcome=fired")
                        .get("data")
                        .size())
                .isEqualTo(2);
        assertThat(platform.anna().delete("/api/v1/schedules/" + schedule).status())
                .isEqualTo(204);
    }

    @Test
    void keepsThePromptOfTheMomentInWhichItFired() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, EACH_SECOND, "");
        var id = awaitRun(schedule, "fired").get("id").asString();

        var edited = platform.anna().patch("/api/v1/schedules/" + schedule, "{\"task\":{\"prompt\":\"later\"}}");
        assertThat(edited.json().get("task").get("prompt").asString()).isEqualTo("later");
        var prompt = platform.service.asService("session-service").get("/internal/runs/" + id + "/prompt");
        assertThat(prompt.json().get("prompt").asString()).isEqualTo("/run make");
        platform.anna().delete("/api/v1/schedules/" + schedule);
    }

    @Test
    void runsAtOnceAndAgain() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, "{\"cron\":\"0 3 * * *\",\"time_zone\":\"Europe/Berlin\"}", "");

        var now = platform.anna().post("/api/v1/schedules/" + schedule + "/run-now", "");
        assertThat(now.status()).isEqualTo(201);
        assertThat(now.json().get("outcome").asString()).isEqualTo("fired");
        assertThat(now.json().get("reason").get("code").asString()).isEqualTo("run-now");
        finish(workspace, now.json().get("id").asString(), "end_turn");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !get("/runs/" + now.json().get("id").asString())
                        .get("resolved")
                        .isNull());

        var again = platform.anna().post("/api/v1/schedules/" + schedule + "/backfill", """
                {"from":"2026-03-28T00:00:00Z","to":"2026-03-30T12:00:00Z"}""");
        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(again.json().get("instants").asInt()).isEqualTo(3);
        assertThat(runs(schedule).stream().map(it -> it.get("outcome").asString()))
                .containsExactlyInAnyOrder("fired", "backfilled", "buffered", "buffered");

        var tested = platform.anna().post("/api/v1/schedules/" + schedule + "/backtest", """
                {"spec":{"cron":"0 3 * * *","time_zone":"Europe/Berlin","dst":"literal"},
                 "from":"2026-03-28T00:00:00Z","to":"2026-03-31T12:00:00Z"}""");
        assertThat(tested.status()).as(tested.toString()).isEqualTo(200);
        assertThat(tested.json()
                        .get("data")
                        .valueStream()
                        .map(it -> it.get("run").isNull()
                                ? ""
                                : it.get("run").get("outcome").asString()))
                .containsExactly("backfilled", "buffered", "buffered", "");
    }

    @Test
    void showsWhatWillBeDueStoredOrNotPausedOrNot() {
        var schedule =
                schedule(platform.workspace(), "{\"cron\":\"30 2 * * *\",\"time_zone\":\"America/New_York\"}", "");
        var paused = platform.anna().post("/api/v1/schedules/" + schedule + "/pause", "{\"reason\":\"holidays\"}");
        assertThat(paused.json().get("status").asString()).isEqualTo("paused");
        assertThat(paused.json().get("paused").get("reason").asString()).isEqualTo("holidays");
        assertThat(get("/schedules/" + schedule + "/upcoming?count=3")
                        .get("data")
                        .size())
                .isEqualTo(3);

        var preview = platform.anna().post("/api/v1/schedules/preview", """
                {"spec":{"cron":"30 2 * * *","time_zone":"America/New_York"},"count":2,"from":"2026-03-07T12:00:00Z"}""");
        var first = preview.json().get("data").get(0);
        assertThat(first.get("nominal_at").asString()).isEqualTo("2026-03-08T07:00:00.000Z");
        assertThat(first.get("local").asString()).isEqualTo("2026-03-08T03:00-04:00");
        assertThat(first.get("dst").asString()).isEqualTo("gap");

        var resumed = platform.anna().post("/api/v1/schedules/" + schedule + "/resume", "");
        assertThat(resumed.json().get("status").asString()).isEqualTo("active");
        assertThat(resumed.json().get("paused").isNull()).isTrue();
    }

    @Test
    void pausesItselfWhenItsRunsFail() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, EACH_SECOND, ",\"pause_after_failures\":1");
        finish(workspace, awaitRun(schedule, "fired").get("id").asString(), "failed");

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        get("/schedules/" + schedule).get("status").asString().equals("paused"));
        assertThat(get("/schedules/" + schedule).get("paused").get("code").asString())
                .isEqualTo("failures");
    }

    private static String promptOf(String schedule) {
        var run = platform.anna()
                .post("/api/v1/schedules/" + schedule + "/run-now", "")
                .json()
                .get("id")
                .asString();
        var prompt = platform.service.asService("session-service").get("/internal/runs/" + run + "/prompt");
        assertThat(prompt.status()).as(prompt.toString()).isEqualTo(200);
        return prompt.json().get("prompt").asString();
    }

    @Test
    void asksWhatAPromptOrACommandSaysWhenItRuns() {
        var workspace = platform.workspace();
        var prompt = Platform.id("prm");
        platform.says(prompt, "first words");
        var schedule = schedule(workspace, "{\"every\":\"P1D\"}", "");
        var edited = platform.anna()
                .patch(
                        "/api/v1/schedules/" + schedule,
                        "{\"task\":{\"prompt_id\":\"%s\",\"version\":2}}".formatted(prompt));
        assertThat(edited.status()).as(edited.toString()).isEqualTo(200);
        assertThat(edited.json().get("task").get("prompt_id").asString()).isEqualTo(prompt);
        assertThat(edited.json().get("task").get("prompt").isNull()).isTrue();
        assertThat(promptOf(schedule)).isEqualTo("first words");
        platform.says(prompt, "other words");
        assertThat(promptOf(schedule)).isEqualTo("other words");

        platform.says("tidy", "tidy up");
        var command = platform.anna()
                .patch(
                        "/api/v1/schedules/" + schedule,
                        "{\"task\":{\"command\":\"tidy\",\"variables\":{\"A\":\"b\"}}}");
        assertThat(command.json().get("task").get("variables").get("A").asString())
                .isEqualTo("b");
        assertThat(promptOf(schedule)).isEqualTo("tidy up");
        var unknown =
                platform.anna().patch("/api/v1/schedules/" + schedule, "{\"task\":{\"prompt_id\":\"prm_unknown\"}}");
        assertThat(unknown.json().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/task/prompt_id");
        var both = platform.anna()
                .patch("/api/v1/schedules/" + schedule, "{\"task\":{\"prompt\":\"x\",\"command\":\"tidy\"}}");
        assertThat(both.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/task");
    }

    @Test
    void losesItsBoundsByNullAndKeepsThemByNothing() {
        var schedule = schedule(
                platform.workspace(),
                "{\"every\":\"P1D\"}",
                ",\"start_at\":\"2100-01-01T00:00:00Z\",\"end_at\":\"2101-01-01T00:00:00+02:00\"");
        var renamed = platform.anna().patch("/api/v1/schedules/" + schedule, "{\"name\":\"Other\"}");
        assertThat(renamed.json().get("start_at").asString()).isEqualTo("2100-01-01T00:00:00.000Z");
        assertThat(renamed.json().get("end_at").asString()).isEqualTo("2100-12-31T22:00:00.000Z");
        var free = platform.anna().patch("/api/v1/schedules/" + schedule, "{\"start_at\":null,\"end_at\":null}");
        assertThat(free.status()).as(free.toString()).isEqualTo(200);
        assertThat(free.json().get("start_at").isNull()).isTrue();
        assertThat(free.json().get("end_at").isNull()).isTrue();
        var wrong = platform.anna().patch("/api/v1/schedules/" + schedule, "{\"start_at\":\"soon\",\"end_at\":5}");
        assertThat(wrong.json().get("errors").size()).isEqualTo(2);
    }

    private static String held(String json) {
        var hold = platform.anna().post("/api/v1/holds", json);
        assertThat(hold.status()).as(hold.toString()).isEqualTo(201);
        return hold.json().get("id").asString();
    }

    private static void lift(String hold) {
        assertThat(platform.anna().delete("/api/v1/holds/" + hold).status()).isEqualTo(204);
    }

    @Test
    void startsNothingWhileItsWorkspaceIsHeld() {
        var workspace = platform.workspace();
        var hold = held("""
                {"scope":"workspace","id":"%s","what":["automation"],"reason":"The budget is spent."}""".formatted(workspace));
        var schedule = schedule(workspace, EACH_SECOND, "");
        assertThat(awaitRun(schedule, "held").get("reason").get("refs").toString())
                .contains(hold);
        assertThat(platform.anna()
                        .post("/api/v1/schedules/" + schedule + "/run-now", "")
                        .status())
                .isEqualTo(409);
        assertThat(get("/holds").get("data").get(0).get("reason").asString()).isEqualTo("The budget is spent.");
        assertThat(platform.bert().get("/api/v1/holds").json().get("data").size())
                .isZero();
        assertThat(platform.bert().delete("/api/v1/holds/" + hold).status()).isEqualTo(404);

        var source = Platform.source();
        var route = platform.route(platform.connector(source), workspace, "event.type == 't'", "Go");
        platform.send(Platform.event(source, "1", "t", "1"));
        await().atMost(Duration.ofSeconds(30))
                .until(() -> get("/runs?source=" + route + "&outcome=held")
                                .get("data")
                                .size()
                        == 1);
        assertThat(runs(schedule).stream().map(it -> it.get("outcome").asString()))
                .doesNotContain("fired");

        lift(hold);
        awaitRun(schedule, "fired");
        platform.anna().delete("/api/v1/schedules/" + schedule);
    }

    @Test
    void startsWhatWaitedInItsBufferOnceTheHoldIsGone() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, EACH_SECOND, ",\"overlap\":\"buffer_one\"");
        var first = awaitRun(schedule, "fired").get("id").asString();
        var waiting = awaitRun(schedule, "buffered").get("id").asString();
        var hold = held("""
                {"scope":"workspace","id":"%s","what":["automation","turns"],"reason":"Stop."}""".formatted(workspace));
        finish(workspace, first, "end_turn");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !get("/runs/" + first).get("resolved").isNull());
        awaitRun(schedule, "held");
        assertThat(fired(waiting)).isFalse();

        lift(hold);
        await().atMost(Duration.ofSeconds(20)).until(() -> fired(waiting));
        assertThat(Platform.heard(Topics.TRIGGER, hold, 2)).hasSize(2);
        platform.anna().delete("/api/v1/schedules/" + schedule);
    }

    private static boolean fired(String run) {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select fired_at is not null from run where run_id = :id")
                .param("id", run)
                .query(Boolean.class)
                .single();
    }

    @Test
    void isHeldByOperatorsOnlyAsAWholeAndSaysWhatIsWrong() {
        var whole = platform.anna()
                .post("/api/v1/holds", "{\"scope\":\"instance\",\"what\":[\"automation\"],\"reason\":\"x\"}");
        assertThat(whole.status()).isEqualTo(403);
        assertThat(whole.json().get("required_scope").asString()).isEqualTo("ops:write");
        var wrong = platform.anna()
                .post("/api/v1/holds", "{\"scope\":\"planet\",\"what\":[\"all\"],\"until\":\"2020-01-01T00:00:00Z\"}");
        assertThat(wrong.json()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("pointer").asString()))
                .containsExactlyInAnyOrder("/scope", "/id", "/what", "/reason", "/until");
        var berts = platform.workspace(Platform.BERT, "public", "[]");
        var looked = platform.anna()
                .post(
                        "/api/v1/holds",
                        "{\"scope\":\"workspace\",\"id\":\"%s\",\"what\":[\"turns\"],\"reason\":\"x\"}"
                                .formatted(berts));
        assertThat(looked.status()).isEqualTo(403);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        var workspace = platform.workspace();
        var answer = platform.anna().post("/api/v1/workspaces/" + workspace + "/schedules", """
                {"name":"","spec":{"cron":"61 * * * *","time_zone":"Mars/Olympus","dst":"maybe"},"task":{},
                 "overlap":"queue","catch_up":{"window":"soon","mode":"some"},"jitter":"-PT1S","max_runs":-1,
                 "session":"old","on_busy":"wait"}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("pointer").asString()))
                .containsExactlyInAnyOrder(
                        "/name",
                        "/spec/cron",
                        "/spec/time_zone",
                        "/spec/dst",
                        "/task/prompt",
                        "/overlap",
                        "/catch_up/window",
                        "/catch_up/mode",
                        "/jitter",
                        "/max_runs",
                        "/session",
                        "/on_busy");
        var past = platform.anna().post("/api/v1/workspaces/" + workspace + "/schedules", """
                {"name":"x","spec":{"at":"2020-01-01T00:00:00Z"},"task":{"prompt":"x"}}""");
        assertThat(past.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/spec/at");
        var both = platform.anna().post("/api/v1/workspaces/" + workspace + "/schedules", """
                {"name":"x","spec":{"every":"PT1S","at":"2120-01-01T00:00:00Z"},"task":{"prompt":"x"}}""");
        assertThat(both.json().get("errors").get(0).get("code").asString()).isEqualTo("ambiguous");
    }

    @Test
    void isForThoseWhoMayUseItsWorkspace() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, "{\"every\":\"PT1H\"}", "");

        assertThat(platform.bert().get("/api/v1/schedules/" + schedule).status())
                .isEqualTo(404);
        assertThat(platform.bert()
                        .post("/api/v1/workspaces/" + workspace + "/schedules", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(platform.bert()
                        .post("/api/v1/schedules/" + schedule + "/run-now", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void keepsItsRowsEqualToItsHistoryAndForgetsWhatIsErased() {
        var workspace = platform.workspace();
        var schedule = schedule(workspace, EACH_SECOND, ",\"overlap\":\"buffer_one\"");
        var run = awaitRun(schedule, "fired").get("id").asString();
        awaitRun(schedule, "buffered");
        platform.anna().post("/api/v1/schedules/" + schedule + "/pause", "{\"reason\":\"stop\"}");
        assertThat(platform.service.bean(Rebuilds.class).verify()).isEmpty();

        platform.tell(
                Topics.WORKSPACE,
                "workspace.v1.WorkspaceErasureRequested",
                workspace,
                "{\"workspace_id\":\"%s\"}".formatted(workspace));
        await().atMost(Duration.ofSeconds(20)).until(() -> rows("schedule", schedule) == 0);
        assertThat(rows("schedule_wake", schedule)).isZero();
        assertThat(rows("run", schedule)).isGreaterThan(1);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> platform.service
                                .asService("session-service")
                                .get("/internal/runs/" + run + "/prompt")
                                .status()
                        == 410);
        assertThat(platform.service.bean(Rebuilds.class).verify()).isEmpty();
    }

    private static long rows(String table, String schedule) {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from " + table + " where schedule_id = :id")
                .param("id", schedule)
                .query(Long.class)
                .single();
    }
}
