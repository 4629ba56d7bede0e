package dev.agentdesk.session.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.session.Desk;
import dev.agentdesk.session.model.ScriptedModel.Piece;
import dev.agentdesk.session.preview.Previews;
import dev.agentdesk.testkit.service.SseReader;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Turns of the model engine on both wires, against models that do what a test says. */
class ModelEngineIT {

    private static final String CONFIG = """
            {"engine":{"kind":"model","provider":"prv_01k00000000000000000000001"},"model":{"name":"large"},
             "prompt":{"text":"You keep the build green."},"permissions":{"preset":"open"}%s}""";

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk(Map.of("agentdesk.model.attempts", 4, "agentdesk.model.backoff", "PT0.02S"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static String workspace(ScriptedModel model, String more) {
        var workspace = desk.workspace(CONFIG.formatted(more));
        desk.neighbours.providers.put(workspace, Desk.json(model.provider()));
        return workspace;
    }

    private static String stopReason(String session) {
        return desk.awaitStatus(session, "idle")
                .path("stop_reason")
                .path("type")
                .asString();
    }

    private static JsonNode only(String session, String type) {
        var events = desk.events(session, type);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private static String said(JsonNode message) {
        return message.path("content").path(0).path("text").asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void asksUsesToolsAndAnswers(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.calls("bash", "{\"command\":\"make\",\"timeout_seconds\":30}").says("It is green.");
            var workspace = workspace(model, "");
            desk.neighbours.agents.put(workspace, "Use make.");
            var session = desk.open(workspace, "Is it green?");
            assertThat(stopReason(session)).isEqualTo("end_turn");
            assertThat(desk.types(session))
                    .containsExactly(
                            "desk.session_opened",
                            "user.message",
                            "desk.turn_claimed",
                            "session.status_running",
                            "span.model_request_start",
                            "agent.message",
                            "agent.tool_use",
                            "span.model_request_end",
                            "span.tool_started",
                            "agent.tool_result",
                            "span.model_request_start",
                            "agent.message",
                            "span.model_request_end",
                            "session.usage",
                            "session.status_idle");
            var end = desk.events(session, "span.model_request_end").getFirst();
            assertThat(end.path("stop_reason").path("type").asString()).isEqualTo("tool_use");
            assertThat(end.path("model_usage").path("cost_usd").asString()).isEqualTo("0.0045");
            var usage = desk.session(session).path("usage");
            assertThat(usage.path("input_tokens").asLong()).isEqualTo(2000);
            assertThat(usage.path("output_tokens").asLong()).isEqualTo(200);
            assertThat(usage.path("cost_usd").asString()).isEqualTo("0.0090");
            assertThat(usage.path("tool_calls").asLong()).isEqualTo(1);
            assertThat(model.requests.getFirst().toString())
                    .contains("You keep the build green.", "Use make.", "Is it green?");
            assertThat(model.requests.get(1).toString()).contains("ran make");
            assertThat(desk.neighbours.orders.getLast().path("timeout").asString())
                    .isEqualTo("PT30S");
            assertThat(desk.neighbours
                            .orders
                            .getLast()
                            .path("input")
                            .path("shell")
                            .asString())
                    .isEqualTo(session);
            desk.assertGapFree(session);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void eachRequestBeginsAsTheOneBefore(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.replies(
                            "tool",
                            new Piece.Thought("hm", "sig"),
                            new Piece.Call("bash", "{\"command\":\"b\",\"description\":\"a\"}"),
                            new Piece.Call("nope", "{}"))
                    .calls("todo", "{\"items\":[{\"content\":\"x\",\"status\":\"pending\"}]}")
                    .says("one")
                    .says("two");
            var session = desk.open(workspace(model, ""), "first");
            desk.awaitStatus(session, "idle");
            desk.say(session, "second");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> model.requests.size() == 4
                            && desk.session(session).path("status").asString().equals("idle"));
            for (int i = 1; i < model.requests.size(); i++) {
                var before = plain(model.requests.get(i - 1));
                assertThat(plain(model.requests.get(i))).startsWith(before.substring(0, before.length() - 2));
            }
            boolean sentBack = model.requests.get(1).toString().contains("\"signature\":\"sig\"");
            assertThat(sentBack).isEqualTo(wire.equals("anthropic"));
        }
    }

    /** The marks of the cache move and change nothing of what is before them. */
    private static String plain(JsonNode request) {
        return request.toString().replace(",\"cache_control\":{\"type\":\"ephemeral\"}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void asksAgainAfterWhatPasses(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.refuses(429, "{\"error\":{\"message\":\"slow down\"}}", "Retry-After", "1")
                    .refuses(529, "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"no\"}}")
                    .breaksOff("half of it")
                    .says("whole");
            var begun = Instant.now();
            var session = desk.open(workspace(model, ""), "go");
            assertThat(stopReason(session)).isEqualTo("end_turn");
            assertThat(Duration.between(begun, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
            assertThat(said(only(session, "agent.message"))).isEqualTo("whole");
            assertThat(only(session, "span.model_request_end").path("retries").asInt())
                    .isEqualTo(3);
            assertThat(model.requests).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void givesUpWhenNothingHelps(String wire) {
        try (var model = new ScriptedModel(wire)) {
            var session = desk.open(workspace(model, ""), "go");
            assertThat(stopReason(session)).isEqualTo("retries_exhausted");
            assertThat(only(session, "session.error").path("kind").asString()).isEqualTo("model_unavailable");
            assertThat(only(session, "session.error").path("retryable").asBoolean())
                    .isTrue();
            assertThat(only(session, "span.model_request_end").path("is_error").asBoolean())
                    .isTrue();
            assertThat(model.requests).hasSize(4);
        }
    }

    @Test
    void waitsNoLongerThanIsBearable() {
        try (var model = new ScriptedModel("anthropic")) {
            model.refuses(429, "{}", "Retry-After", "86400");
            var session = desk.open(workspace(model, ""), "go");
            assertThat(stopReason(session)).isEqualTo("retries_exhausted");
            assertThat(model.requests).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void aCallThatCanNotBeMadeIsAnErrorThatTheModelSees(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.calls("bash", "{\"command\": \"ls")
                    .calls("launch_rocket", "{\"to\":\"moon\"}")
                    .says("sorry");
            int before = desk.neighbours.ran.size();
            var session = desk.open(workspace(model, ""), "go");
            assertThat(stopReason(session)).isEqualTo("end_turn");
            var results = desk.events(session, "agent.tool_result");
            assertThat(results)
                    .allMatch(it -> it.path("is_error").asBoolean()
                            && it.path("outcome").asString().equals("failed"));
            assertThat(model.requests.get(1).toString()).contains("no JSON object");
            assertThat(model.requests.get(2).toString()).contains("There is no tool", "ask_user");
            assertThat(desk.neighbours.ran).hasSize(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void refusalsAndLimitsHaveTheirOwnEnds(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.replies("refusal", new Piece.Text("I won't."))
                    .replies("length", new Piece.Text("It begins"), new Piece.Call("bash", "{\"command\":\"rm"));
            var workspace = workspace(model, "");
            assertThat(stopReason(desk.open(workspace, "bad"))).isEqualTo("refusal");
            var session = desk.open(workspace, "long");
            assertThat(stopReason(session)).isEqualTo("max_tokens");
            assertThat(only(session, "agent.tool_result").path("outcome").asString())
                    .isEqualTo("failed");
            assertThat(said(only(session, "agent.message"))).isEqualTo("It begins");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void takesThreeMegabytesFromAModelAndFromATool(String wire) {
        try (var model = new ScriptedModel(wire)) {
            var large = "word ".repeat(3 * 1024 * 1024 / 5);
            model.calls("bash", "{\"command\":\"flood 3000000\"}").says(large);
            var session = desk.open(workspace(model, ""), "go");
            assertThat(stopReason(session)).isEqualTo("end_turn");
            assertThat(said(desk.events(session, "agent.message").getLast())).hasSize(large.length());
            assertThat(model.requests.get(1).toString())
                    .hasSizeLessThan(100_000)
                    .contains("bytes are left out here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void anInterruptClosesTheConnectionWithinASecondAndKeepsWhatWasSaid(String wire) throws Exception {
        try (var model = new ScriptedModel(wire)) {
            model.hangs("I begin to");
            var session = desk.open(workspace(model, ""), "go");
            await().atMost(Duration.ofSeconds(20)).until(() -> model.requests.size() == 1);
            var previews = desk.service().bean(Previews.class);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> previews.soFar(session).size() == 2);
            long begun = System.nanoTime();
            desk.post(session, Map.of("events", List.of(Map.of("type", "user.interrupt"))));
            long closed = model.closed.get(5, TimeUnit.SECONDS);
            assertThat(Duration.ofNanos(closed - begun)).isLessThan(Duration.ofSeconds(1));
            assertThat(stopReason(session)).isEqualTo("interrupted");
            assertThat(said(only(session, "agent.message"))).isEqualTo("I beg");
            assertThat(only(session, "span.model_request_end")
                            .path("stop_reason")
                            .path("type")
                            .asString())
                    .isEqualTo("interrupted");
        }
    }

    @Test
    void anInterruptEndsAWaitBetweenTwoTries() {
        try (var model = new ScriptedModel("anthropic")) {
            model.refuses(429, "{}", "Retry-After", "60");
            var session = desk.open(workspace(model, ""), "go");
            await().atMost(Duration.ofSeconds(20)).until(() -> model.requests.size() == 1);
            desk.post(session, Map.of("events", List.of(Map.of("type", "user.interrupt"))));
            await().atMost(Duration.ofSeconds(3))
                    .until(() -> desk.session(session).path("status").asString().equals("idle"));
            assertThat(stopReason(session)).isEqualTo("interrupted");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void previewsComeBeforeTheEventThatTheyAnnounceAndAreNeverHistory(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.replies("tool", new Piece.Text("Let me look."), new Piece.Call("bash", "{\"command\":\"hang p\"}"))
                    .says("Done.");
            var session = desk.open(workspace(model, ""), "/go");
            // The first request may be over before anybody watches; the second one is watched.
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> desk.types(session).contains("span.tool_started"));
            try (var reader = SseReader.open(
                            desk.api(), "/api/v1/sessions/" + session + "/events/stream?after=0&previews=true");
                    var plain = SseReader.open(desk.api(), "/api/v1/sessions/" + session + "/events/stream?after=0")) {
                desk.neighbours.release("end");
                desk.awaitStatus(session, "idle");
                int last = desk.events(session).size();
                var frames = reader.until(last).events();
                var message = desk.events(session, "agent.message")
                        .getLast()
                        .path("id")
                        .asString();
                var told = frames.stream()
                        .filter(it -> it.data().contains(message))
                        .toList();
                assertThat(told.stream().map(SseReader.Event::type))
                        .containsExactly("event_start", "event_delta", "event_delta", "agent.message");
                assertThat(told.getFirst().id()).isEmpty();
                assertThat(told.get(1).data()).contains("\"text\":\"Do\"");
                assertThat(plain.until(last).events()).noneMatch(it -> it.type().startsWith("event_"));
            }
            assertThat(desk.types(session)).noneMatch(it -> it.startsWith("event_"));
        }
    }

    @Test
    void aQuestionWaitsForItsAnswer() {
        try (var model = new ScriptedModel("anthropic")) {
            model.calls(
                            "ask_user",
                            "{\"questions\":[{\"question\":\"Which branch?\",\"options\":[\"main\",\"next\"]}]}")
                    .says("main it is");
            var workspace = workspace(model, "");
            var session = desk.open(workspace, "deploy");
            desk.awaitStatus(session, "requires_action");
            var approval = desk.api()
                    .get("/api/v1/approvals?status=pending&workspace_id=" + workspace)
                    .json()
                    .path("data")
                    .path(0);
            assertThat(approval.path("kind").asString()).isEqualTo("question");
            assertThat(approval.path("input").toString()).contains("Which branch?");
            var question = approval.path("tool_use_id").asString();
            var allow = desk.post(
                    session,
                    Map.of(
                            "events",
                            List.of(Map.of(
                                    "type", "user.tool_confirmation", "tool_use_id", question, "result", "allow"))));
            assertThat(allow.status()).isEqualTo(409);
            var answer = desk.post(
                    session,
                    Map.of(
                            "events",
                            List.of(Map.of(
                                    "type", "user.answer", "question_id", question, "answers", List.of("main")))));
            assertThat(answer.status()).as(answer.text()).isEqualTo(202);
            assertThat(stopReason(session)).isEqualTo("end_turn");
            assertThat(only(session, "user.answer").path("answers").path(0).asString())
                    .isEqualTo("main");
            assertThat(model.requests.get(1).toString()).contains("\"content\":\"main\"");
            var decided = desk.api()
                    .get("/api/v1/approvals/" + approval.path("id").asString())
                    .json();
            assertThat(decided.path("status").asString()).isEqualTo("decided");
            var late = desk.api()
                    .post(
                            "/api/v1/approvals/" + approval.path("id").asString() + "/decision",
                            "{\"answers\":[\"next\"]}");
            assertThat(late.code()).isEqualTo("already-decided");
        }
    }

    @Test
    void aForkKnowsWhatWasSaidBeforeItAndNothingOfLater() {
        try (var model = new ScriptedModel("anthropic")) {
            model.says("Noted.").says("Forgotten.").says("It is teal.");
            var parent = desk.open(workspace(model, ""), "The colour is teal.");
            long noted = desk.awaitStatus(parent, "idle").path("last_seq").asLong();
            desk.say(parent, "The colour is red.");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> desk.session(parent).path("last_seq").asLong() > noted + 3
                            && desk.session(parent).path("status").asString().equals("idle"));
            var fork = desk.api()
                    .post("/api/v1/sessions/" + parent + "/fork", "{\"at_seq\":" + noted + "}")
                    .json()
                    .path("id")
                    .asString();
            desk.say(fork, "Which colour?");
            await().atMost(Duration.ofSeconds(20)).until(() -> model.requests.size() == 3);
            assertThat(model.requests.getLast().toString())
                    .contains("The colour is teal.", "Noted.", "Which colour?")
                    .doesNotContain("The colour is red.", "Forgotten.");
            assertThat(stopReason(fork)).isEqualTo("end_turn");
        }
    }

    @Test
    void aTurnIsRunAgainOnAnotherModelOfTheProvider() {
        try (var model = new ScriptedModel("anthropic")) {
            model.says("Four.").says("Four, I think.").says("Yes.");
            var session = desk.open(workspace(model, ""), "What is two and two?");
            desk.awaitStatus(session, "idle");
            var first = desk.api()
                    .get("/api/v1/sessions/" + session + "/turns")
                    .json()
                    .path("data")
                    .path(0)
                    .path("id")
                    .asString();
            var path = "/api/v1/sessions/" + session + "/rerun";
            var again = desk.api()
                    .post(path, Desk.json(Map.of("from_turn", first, "model", "small")))
                    .json()
                    .path("id")
                    .asString();
            assertThat(stopReason(again)).isEqualTo("end_turn");
            assertThat(only(again, "desk.model_chosen").path("model").asString())
                    .isEqualTo("small");
            assertThat(only(again, "span.model_request_start").path("model").asString())
                    .isEqualTo("small");
            assertThat(desk.session(again).path("usage").path("cost_usd").isNull())
                    .isTrue();
            assertThat(desk.session(again).path("parent_id").asString()).isEqualTo(session);
            desk.say(again, "Sure?");
            await().atMost(Duration.ofSeconds(20)).until(() -> model.requests.size() == 3);
            assertThat(model.requests.stream()
                            .map(it -> it.path("model").asString())
                            .toList())
                    .containsExactly("large", "small", "small");
            assertThat(desk.api()
                            .post(path, Desk.json(Map.of("from_turn", first, "model", "a\nb")))
                            .status())
                    .isEqualTo(400);
        }
    }

    @Test
    void aPlanIsShownAsItChanges() {
        try (var model = new ScriptedModel("openai")) {
            model.calls("todo", "{\"items\":[{\"content\":\"build\",\"status\":\"in_progress\"}]}")
                    .calls("todo", "{\"items\":[{\"content\":\"build\",\"status\":\"wild\"}]}")
                    .says("ok");
            var session = desk.open(workspace(model, ""), "plan");
            assertThat(stopReason(session)).isEqualTo("end_turn");
            assertThat(only(session, "agent.plan")
                            .path("items")
                            .path(0)
                            .path("content")
                            .asString())
                    .isEqualTo("build");
        }
    }

    @Test
    void aBudgetEndsTheTurnBeforeTheNextRequest() {
        try (var model = new ScriptedModel("anthropic")) {
            model.calls("bash", "{\"command\":\"a\"}").says("too late");
            var session = desk.open(workspace(model, ",\"limits\":{\"budget_usd\":\"0.004\"}"), "spend");
            assertThat(stopReason(session)).isEqualTo("budget_reached");
            assertThat(model.requests).hasSize(1);
        }
    }

    @Test
    void aCostThatIsNotKnownIsNullAndABudgetOverItIsRefused() {
        try (var model = new ScriptedModel("anthropic")) {
            model.says("free?");
            var workspace = workspace(model, "");
            var provider = new HashMap<>(model.provider());
            provider.remove("prices");
            desk.neighbours.providers.put(workspace, Desk.json(provider));
            var session = desk.open(workspace, "spend");
            assertThat(stopReason(session)).isEqualTo("end_turn");
            assertThat(desk.session(session).path("usage").path("cost_usd").isNull())
                    .isTrue();
            var bounded = desk.workspace(CONFIG.formatted(",\"limits\":{\"budget_usd\":\"1\"}"));
            desk.neighbours.providers.put(bounded, Desk.json(provider));
            var refused = desk.open(bounded, "spend");
            assertThat(stopReason(refused)).isEqualTo("failed");
            assertThat(only(refused, "session.error").path("kind").asString()).isEqualTo("limit_reached");
        }
    }

    @Test
    void withoutItsProviderTheTurnSaysSo() {
        var session = desk.open(desk.workspace(CONFIG.formatted("")), "go");
        assertThat(stopReason(session)).isEqualTo("failed");
        assertThat(only(session, "session.error").path("kind").asString()).isEqualTo("engine_unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void theContextIsShortenedBeforeTheWindowIsFull(String wire) {
        try (var model = new ScriptedModel(wire)) {
            model.says("read it").says("They want it blue.").says("blue");
            var provider = new HashMap<>(model.provider());
            provider.put("models", List.of(Map.of("name", "large", "context_window", 5_000, "max_output", 1_000)));
            var workspace = workspace(model, "");
            desk.neighbours.providers.put(workspace, Desk.json(provider));
            var session = desk.open(workspace, "blue ".repeat(1_500));
            desk.awaitStatus(session, "idle");
            desk.say(session, "Which colour? " + "x".repeat(7_200));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> model.requests.size() == 3
                            && desk.session(session).path("status").asString().equals("idle"));
            var compacted = only(session, "agent.context_compacted");
            assertThat(compacted.path("summary").asString()).contains("They want it blue.");
            var last = model.requests.get(2).toString();
            assertThat(last).contains("They want it blue.", "Which colour?").doesNotContain("blue blue");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anthropic", "openai"})
    void theKeyIsNowhereNotEvenWhereTheProviderRepeatsIt(String wire) {
        try (var model = new ScriptedModel(wire);
                var planted = new Planted(ScriptedModel.KEY)) {
            model.calls("bash", "{\"command\":\"env\"}");
            model.refuses(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + ScriptedModel.KEY + "\"}}");
            var session = desk.open(workspace(model, ""), "go");
            assertThat(stopReason(session)).isEqualTo("failed");
            var error = only(session, "session.error");
            assertThat(error.path("kind").asString()).isEqualTo("model_unauthorised");
            assertThat(error.path("message").asString()).contains("Incorrect API key provided: •••");
            assertThat(desk.events(session).toString()).doesNotContain(ScriptedModel.KEY);
            assertThat(model.headers.getFirst().toString()).contains(ScriptedModel.KEY);
            planted.assertNowhere(desk);
        }
    }
}
