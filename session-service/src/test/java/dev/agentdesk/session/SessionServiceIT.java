package dev.agentdesk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as a whole over HTTP: open, run, look, change, end. */
class SessionServiceIT {

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void runsTheBlocksOfAMessageAndAnswersWithTheirOutput() {
        var workspace = desk.workspace();
        var session = desk.open(workspace, "```bash\nmake\n```\n/run exit 3\n/write a.txt\n```\nhello\n```");
        var view = desk.awaitStatus(session, "idle");
        assertThat(view.path("stop_reason").path("type").asString()).isEqualTo("end_turn");
        assertThat(view.path("usage").path("tool_calls").asLong()).isEqualTo(3);
        assertThat(view.path("origin").path("type").asString()).isEqualTo("user");
        assertThat(desk.types(session))
                .containsExactly(
                        "desk.session_opened",
                        "user.message",
                        "desk.turn_claimed",
                        "session.status_running",
                        "agent.tool_use",
                        "span.tool_started",
                        "agent.tool_result",
                        "agent.tool_use",
                        "span.tool_started",
                        "agent.tool_result",
                        "agent.tool_use",
                        "span.tool_started",
                        "agent.tool_result",
                        "agent.message",
                        "session.usage",
                        "session.status_idle");
        var reply = desk.events(session, "agent.message").getFirst();
        assertThat(reply.path("content").path(0).path("text").asString())
                .contains("$ make", "ran make", "exit code 3", "/write a.txt");
        assertThat(reply.path("actor").path("type").asString()).isEqualTo("workspace");
        var message = desk.events(session, "user.message").getFirst();
        assertThat(message.path("processed_at").asString()).isNotEmpty();
        assertThat(desk.events(session, "session.status_running")
                        .getFirst()
                        .path("config_version")
                        .asInt())
                .isEqualTo(7);
        desk.assertGapFree(session);
    }

    @Test
    void waitsForTheAnswerIfAskedTo() {
        var workspace = desk.workspace();
        var answer = desk.api()
                .post(
                        "/api/v1/workspaces/" + workspace + "/sessions?wait=PT20S",
                        "{\"task\":{\"prompt\":\"/run date\"},\"title\":\"Clock\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("final_text").asString()).contains("ran date");
        assertThat(answer.json().path("stop_reason").path("type").asString()).isEqualTo("end_turn");
        assertThat(answer.json().path("turn").path("status").asString()).isEqualTo("ended");
        assertThat(answer.json().path("session").path("title").asString()).isEqualTo("Clock");
        var turn = answer.json().path("turn").path("id").asString();
        assertThat(desk.api()
                        .get("/api/v1/turns/" + turn)
                        .json()
                        .path("event_ids")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void answers202AtTheDeadline() {
        var workspace = desk.workspace();
        var answer = desk.api()
                .post("/api/v1/workspaces/" + workspace + "/sessions?wait=PT0.5S", "{\"message\":\"/run hang here\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.json().path("session").path("id").asString()).startsWith("ses_");
        desk.neighbours.release("end");
    }

    @Test
    void anInterruptEndsAHangingToolWithinASecondAndPausesTheQueue() {
        var session = desk.open(desk.workspace(), "/run hang\n/run never");
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.types(session).contains("span.tool_started"));
        assertThat(desk.say(session, "/run later").status()).isEqualTo(202);
        var begun = Instant.now();
        var answer = desk.post(session, Map.of("events", List.of(Map.of("type", "user.interrupt"))));
        assertThat(answer.status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(5)).until(() -> desk.types(session).contains("session.status_idle"));
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMillis(1500));
        var view = desk.session(session);
        assertThat(view.path("stop_reason").path("type").asString()).isEqualTo("interrupted");
        assertThat(view.path("queue_paused").asBoolean()).isTrue();
        assertThat(view.path("queue_length").asInt()).isEqualTo(1);
        assertThat(desk.events(session, "agent.tool_use")).hasSize(1);
        assertThat(desk.api()
                        .post("/api/v1/sessions/" + session + "/queue/resume", "{}")
                        .status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> desk.events(session, "session.status_idle").size() == 2);
    }

    @Test
    void theQueueIsSeenEditedReorderedAndTakenInOrder() {
        var session = desk.open(desk.workspace(), "/run hang q");
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.types(session).contains("span.tool_started"));
        var ids = IntStream.range(0, 4)
                .mapToObj(i -> desk.say(session, "/run q" + i).json())
                .map(it -> it.path("data").path(0).path("id").asString())
                .toList();
        var path = "/api/v1/sessions/" + session + "/queue";
        assertThat(desk.api()
                        .put(path + "/" + ids.get(0), "{\"content\":\"/run edited\"}")
                        .status())
                .isEqualTo(200);
        assertThat(desk.api().delete(path + "/" + ids.get(1)).status()).isEqualTo(204);
        assertThat(desk.api().post(path + "/" + ids.get(3) + "/promote", "{}").status())
                .isEqualTo(200);
        var queue = desk.api().get(path).json();
        assertThat(queue.path("data")
                        .valueStream()
                        .map(it -> it.path("event_id").asString()))
                .containsExactly(ids.get(3), ids.get(0), ids.get(2));
        assertThat(queue.path("data")
                        .path(1)
                        .path("content")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("/run edited");
        var order = Map.of("event_ids", List.of(ids.get(2), ids.get(3), ids.get(0)));
        assertThat(desk.api().post(path + "/reorder", Desk.json(order)).status())
                .isEqualTo(200);
        assertThat(desk.api().post(path + "/reorder", "{\"event_ids\":[]}").code())
                .isEqualTo("conflict");
        desk.neighbours.release("end");
        await().atMost(Duration.ofSeconds(20))
                .until(() -> desk.events(session, "session.status_idle").size() == 4);
        assertThat(desk.events(session, "agent.tool_use").stream()
                        .map(it -> it.path("input").path("command").asString()))
                .containsExactly("hang q", "q2", "q3", "edited");
    }

    @Test
    void aSteeringMessageIsAnsweredInTheRunningTurn() {
        var session = desk.open(desk.workspace(), "/run hang s");
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.types(session).contains("span.tool_started"));
        desk.post(session, Map.of("events", List.of(Desk.message("/run steered")), "on_busy", "steer"));
        desk.neighbours.release("end");
        desk.awaitStatus(session, "idle");
        assertThat(desk.events(session, "session.status_idle")).hasSize(1);
        assertThat(desk.events(session, "agent.tool_use")).hasSize(2);
    }

    @Test
    void refusesAMessageThatDoesNotWantToWait() {
        var session = desk.open(desk.workspace(), "/run hang r");
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.types(session).contains("span.tool_started"));
        var before = desk.events(session).size();
        var answer = desk.post(
                session,
                Map.of(
                        "events",
                        List.of(Map.of("type", "user.interrupt"), Desk.message("/run x")),
                        "on_busy",
                        "reject"));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("busy");
        assertThat(desk.events(session)).hasSize(before);
        desk.neighbours.release("end");
    }

    @Test
    void theSameKeyInParallelOpensOneSession() throws Exception {
        var workspace = desk.workspace();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> open = () -> desk.api()
                    .post(
                            "/api/v1/workspaces/" + workspace + "/sessions",
                            "{\"message\":\"/run once\"}",
                            "Idempotency-Key",
                            "key-" + workspace)
                    .json()
                    .path("id")
                    .asString();
            var ids = new HashSet<String>();
            for (var opened : threads.invokeAll(Collections.nCopies(8, open))) {
                ids.add(opened.get());
            }
            ids.remove("");
            assertThat(ids).hasSize(1);
        }
        var listed =
                desk.api().get("/api/v1/sessions?workspace_id=" + workspace).json();
        assertThat(listed.path("data").size()).isEqualTo(1);
    }

    @Test
    void listsNewestFirstInPagesAndByState() {
        var workspace = desk.workspace();
        var ids = IntStream.range(0, 3)
                .mapToObj(i -> desk.open(workspace, "hello " + i))
                .toList();
        ids.forEach(id -> desk.awaitStatus(id, "idle"));
        var base = "/api/v1/sessions?workspace_id=" + workspace;
        var first = desk.api().get(base + "&limit=2").json();
        assertThat(first.path("data").path(0).path("id").asString()).isEqualTo(ids.get(2));
        var second = desk.api()
                .get(base + "&limit=2&cursor=" + first.path("next_cursor").asString())
                .json();
        assertThat(second.path("data").path(0).path("id").asString()).isEqualTo(ids.get(0));
        assertThat(second.path("next_cursor").isNull()).isTrue();
        desk.api().patch("/api/v1/sessions/" + ids.get(1), "{\"title\":\"Nightly Build\"}");
        assertThat(desk.api().get(base + "&q=nightly").json().path("data").size())
                .isEqualTo(1);
        assertThat(desk.api().get(base + "&status=running").json().path("data").size())
                .isZero();
        assertThat(desk.api().get(base + "&origin=delivery").json().path("data").size())
                .isZero();
        assertThat(desk.api().get(base + "&status=dancing").status()).isEqualTo(400);
    }

    @Test
    void archivesDeletesUndeletesAndKeepsHistory() {
        var session = desk.open(desk.workspace(), "hello");
        desk.awaitStatus(session, "idle");
        var path = "/api/v1/sessions/" + session;
        assertThat(desk.api().delete(path).status()).isEqualTo(204);
        assertThat(desk.session(session).path("status").asString()).isEqualTo("deleted");
        assertThat(desk.say(session, "x").code()).isEqualTo("conflict");
        assertThat(desk.types(session)).contains("session.deleted");
        assertThat(desk.api().post(path + "/undelete", "{}").status()).isEqualTo(200);
        assertThat(desk.api()
                        .post(path + "/archive", "{}")
                        .json()
                        .path("status")
                        .asString())
                .isEqualTo("archived");
        assertThat(desk.say(session, "x").code()).isEqualTo("session-archived");
    }

    @Test
    void waitsVisiblyForAWorkspaceThatOnlyPeopleMayStart() {
        desk.neighbours.autoStartOff = true;
        try {
            var session = desk.open(desk.workspace(), "/run patient");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> desk.session(session)
                            .path("waiting_for")
                            .asString("")
                            .equals("workspace"));
            assertThat(desk.session(session).path("status").asString()).isEqualTo("queued");
            desk.neighbours.autoStartOff = false;
            desk.awaitStatus(session, "idle");
        } finally {
            desk.neighbours.autoStartOff = false;
        }
    }

    @Test
    void aWorkspaceRunsNoMoreTurnsAtOnceThanItMay() {
        var workspace = desk.workspace(
                "{\"engine\":{\"kind\":\"shell\"},\"limits\":{\"concurrent_turns\":2,\"queued_turns\":100}}");
        desk.awaitStatus(desk.open(workspace, "learn the limit"), "idle");
        var sessions = IntStream.range(0, 4)
                .mapToObj(i -> desk.open(workspace, "/run hang slot"))
                .toList();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> sessions.stream()
                                .filter(it -> desk.session(it)
                                        .path("waiting_for")
                                        .asString("")
                                        .equals("slot"))
                                .count()
                        == 2);
        assertThat(sessions.stream()
                        .filter(it -> desk.session(it).path("status").asString().equals("running"))
                        .count())
                .isEqualTo(2);
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            desk.neighbours.release("end");
            return sessions.stream()
                    .allMatch(it -> desk.session(it).path("status").asString().equals("idle"));
        });
    }

    @Test
    void archivingASessionEndsTheToolThatRuns() {
        var session = desk.open(desk.workspace(), "/run hang archive\n/run never");
        await().atMost(Duration.ofSeconds(20)).until(() -> desk.types(session).contains("span.tool_started"));
        assertThat(desk.neighbours.runs()).isTrue();
        desk.api().post("/api/v1/sessions/" + session + "/archive", "{}");
        await().atMost(Duration.ofSeconds(5)).until(() -> !desk.neighbours.runs());
        assertThat(desk.events(session, "agent.tool_result")
                        .getFirst()
                        .path("outcome")
                        .asString())
                .isEqualTo("interrupted_unknown_effect");
        assertThat(desk.types(session)).endsWith("session.status_terminated");
    }

    @Test
    void saysHonestlyThatAnEngineIsNotThere() {
        var session = desk.open(desk.workspace("{\"engine\":{\"kind\":\"model\"}}"), "think");
        var view = desk.awaitStatus(session, "idle");
        assertThat(view.path("stop_reason").path("type").asString()).isEqualTo("failed");
        assertThat(view.path("attention").asBoolean()).isTrue();
        assertThat(desk.events(session, "session.error").getFirst().path("kind").asString())
                .isEqualTo("engine_unavailable");
    }

    @Test
    void endsATurnThatTakesTooManySteps() {
        var session = desk.open(
                desk.workspace("{\"engine\":{\"kind\":\"shell\"},\"limits\":{\"steps\":2}}"), "/run a\n/run b\n/run c");
        desk.awaitStatus(session, "idle");
        assertThat(desk.events(session, "agent.tool_use")).hasSize(2);
        assertThat(desk.events(session, "session.error").getFirst().path("kind").asString())
                .isEqualTo("limit_reached");
    }

    @Test
    void hidesWhatIsNotTheCallersToSee() {
        var session = desk.open(desk.workspace(), "secret");
        var stranger = new Principal("usr_x", "user", "x", "member", List.of("admin"), null, null);
        var owner = new Principal("usr_owner", "user", "o", "member", List.of("sessions:read"), null, null);
        var foreign = desk.service().as(stranger);
        assertThat(foreign.get("/api/v1/sessions/" + session).status()).isEqualTo(404);
        assertThat(foreign.get("/api/v1/sessions/" + session + "/events").status())
                .isEqualTo(404);
        assertThat(foreign.get("/api/v1/sessions/" + session + "/events/stream").status())
                .isEqualTo(404);
        assertThat(foreign.get("/api/v1/sessions").json().path("data").size()).isZero();
        var reader = desk.service().as(owner);
        assertThat(reader.get("/api/v1/sessions/" + session).status()).isEqualTo(200);
        var refused = reader.post("/api/v1/sessions/" + session + "/archive", "{}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(desk.service().anonymous().get("/api/v1/sessions").status()).isEqualTo(401);
    }

    @Test
    void anUnknownWorkspaceIsNotFoundAndAnUnreachableOneIsUnavailable() {
        assertThat(desk.api()
                        .post("/api/v1/workspaces/wrk_00000000000000000000000000/sessions", "{\"message\":\"x\"}")
                        .status())
                .isEqualTo(404);
        var alone = desk.replica(
                Map.of("agentdesk.peers.workspace-service", "http://127.0.0.1:9", "agentdesk.runner.enabled", "false"));
        var answer =
                alone.admin().post("/api/v1/workspaces/wrk_00000000000000000000000009/sessions", "{\"message\":\"x\"}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("retryable").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                                              | malformed-json    |",
                "{\"message\":\"x\",\"colour\":1}                               | invalid-request   | /colour",
                "{\"message\":7}                                                | invalid-request   | /message",
                "{\"message\":\"a\\u0000b\"}                                    | invalid-request   | /message",
                "{\"message\":\"a\\ud800b\"}                                    | invalid-request   | /message",
                "{\"message\":\"x\",\"title\":\"a\\u0000\"}                    | invalid-request   | /title",
                "{\"message\":\"x\",\"metadata\":{\"a\":\"\\u0000\"}}        | invalid-request   | /metadata/a",
                "{\"message\":\"\"}                                             | invalid-request   | /message",
                "{\"message\":[{\"type\":\"image\"}]}                           | invalid-request   | /message/0/type",
                "{\"message\":[{\"type\":\"text\",\"text\":\"a\",\"x\":1}]}     | invalid-request   | /message/0/x",
                "{\"message\":\"x\",\"task\":{\"prompt\":\"y\"}}                | invalid-request   | /task",
                "{\"task\":{}}                                                | invalid-request   | /task",
                "{\"message\":\"x\",\"on_busy\":\"later\"}                      | invalid-request   | /on_busy",
                "{\"message\":\"x\",\"config_version\":0}                       | invalid-request   | /config_version",
                "{\"message\":\"x\",\"title\":7}                                | invalid-request   | /title"
            })
    void refusesABadOpening(String body, String code, String pointer) {
        var workspace = desk.workspace();
        var answer = desk.api().post("/api/v1/workspaces/" + workspace + "/sessions", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        if (pointer != null) {
            assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                    .isEqualTo(pointer);
        }
        assertThat(desk.api()
                        .get("/api/v1/sessions?workspace_id=" + workspace)
                        .json()
                        .path("data")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"events\":[]}                                                | /events",
                "{}                                                             | /events",
                "{\"events\":[{\"type\":\"user.shout\"}]}                       | /events/0/type",
                "{\"events\":[{\"type\":\"user.message\"}]}                     | /events/0/content",
                "{\"events\":[{\"type\":\"user.interrupt\",\"now\":true}]}      | /events/0/now",
                "{\"events\":[{\"type\":\"user.tool_confirmation\",\"tool_use_id\":\"e\",\"result\":\"maybe\"}]} |"
                        + " /events/0/result"
            })
    void refusesABadEvent(String body, String pointer) {
        var session = desk.open(desk.workspace(), "hello");
        desk.awaitStatus(session, "idle");
        var before = desk.events(session).size();
        var answer = desk.api().post("/api/v1/sessions/" + session + "/events", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
        assertThat(desk.events(session)).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions/%20",
                "/sessions/ses_1/events",
                "/turns/%20",
                "/events/%20",
                "/approvals/%20",
                "/sessions/nothing/queue",
                "/sessions/x/events/stream",
                "/nothing"
            })
    void findsNothingUnderAnIdThatIsNone(String path) {
        var answer = desk.api().get("/api/v1" + path);
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.json().path("type").asString("")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sessions?cursor=AAAA", "/sessions?cursor=!", "/sessions?limit=0", "/sessions?limit=x",
                "/sessions?q=%00", "/approvals?cursor=AAAA", "/approvals?status=maybe", "/sessions?origin=moon"
            })
    void refusesABadQuestion(String path) {
        assertThat(desk.api().get("/api/v1" + path).code()).isEqualTo("invalid-request");
    }

    @Test
    void pagesOfTheLogGoBothWaysAndByType() {
        var session = desk.open(desk.workspace(), "/run a\n/run b");
        desk.awaitStatus(session, "idle");
        var path = "/api/v1/sessions/" + session + "/events";
        var all = desk.events(session);
        var tail = desk.api().get(path + "?order=desc&limit=3").json().path("data");
        assertThat(tail.path(0).path("seq").asInt()).isEqualTo(all.size());
        var middle = desk.api().get(path + "?after=2&before=5").json().path("data");
        assertThat(middle.valueStream().map(it -> it.path("seq").asInt())).containsExactly(3, 4);
        var tools =
                desk.api().get(path + "?types=agent.tool_use,agent.tool_result").json();
        assertThat(tools.path("data").size()).isEqualTo(4);
        assertThat(desk.api().get(path + "?types=agent.dance").code()).isEqualTo("unknown-event-type");
        assertThat(desk.api().get(path + "?limit=1001").status()).isEqualTo(400);
        var id = all.getFirst().path("id").asString();
        assertThat(desk.api().get("/api/v1/events/" + id).json().path("seq").asInt())
                .isEqualTo(1);
        assertThat(desk.api().get("/api/v1/events/evt_none").status()).isEqualTo(404);
    }

    @Test
    void showsTheWholeOfALongOutput() {
        var session = desk.open(desk.workspace(), "/run flood 40000");
        desk.awaitStatus(session, "idle");
        var output = desk.events(session, "agent.tool_result").getFirst().path("output");
        assertThat(output.path("truncated").asBoolean()).isTrue();
        var href = output.path("href").asString();
        assertThat(desk.api().get(href).text()).isEqualTo("whole output");
        var part = desk.api().get(href, "Range", "bytes=0-3");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Disposition")).startsWith("attachment");
        assertThat(desk.api()
                        .get("/api/v1/sessions/" + session + "/outputs/nonsense")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void everyRowIsWhatTheEventsSay() {
        var session = desk.open(desk.workspace(), "/run a");
        desk.awaitStatus(session, "idle");
        assertThat(desk.service().bean(Rebuilds.class).verify()).isEmpty();
        for (var name : desk.service().bean(Rebuilds.class).names()) {
            desk.service().bean(Rebuilds.class).rebuild(name);
        }
        assertThat(desk.session(session).path("status").asString()).isEqualTo("idle");
    }
}
