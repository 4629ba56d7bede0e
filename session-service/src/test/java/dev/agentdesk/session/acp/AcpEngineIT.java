package dev.agentdesk.session.acp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.session.Desk;
import dev.agentdesk.testkit.service.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whole turns of an agent program that behaves, and of some that don't. */
class AcpEngineIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Desk desk;

    @BeforeAll
    static void start() {
        desk = new Desk();
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    private static String workspace(String permissions, ScriptedAgent.Script script) {
        var workspace = desk.workspace("""
                {"engine":{"kind":"acp","command":["agent","--acp"],"env":{"A":"b"}},"permissions":%s,
                 "prompt":{"text":"Keep the build green."}}""".formatted(permissions));
        desk.neighbours.programs.scripts.put(workspace, script);
        return workspace;
    }

    private static String open(ScriptedAgent.Script script) {
        return desk.open(workspace("{\"preset\":\"open\"}", script), "go");
    }

    private static String reason(String session) {
        return desk.session(session).path("stop_reason").path("type").asString();
    }

    private static String texts(String session) {
        var all = new StringBuilder();
        desk.events(session, "agent.message").forEach(it -> all.append(it.path("content")));
        return all.toString();
    }

    private static JsonNode approval(String session) {
        await().atMost(SOON)
                .until(() -> desk.session(session).path("status").asString().equals("requires_action"));
        var all = desk.api().get("/api/v1/approvals?status=pending").json().path("data");
        return all.valueStream()
                .filter(it -> it.path("session_id").asString().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private static ApiClient.Answer decide(JsonNode approval, String result) {
        return desk.api()
                .post(
                        "/api/v1/approvals/" + approval.path("id").asString() + "/decision",
                        Desk.json(Map.of(
                                "result",
                                result,
                                "input_sha256",
                                approval.path("input_sha256").asString())));
    }

    @Nested
    class ThatBehaves {

        @Test
        void isHeardThinksPlansAndRunsToolsAsTheRulesSay() {
            var session = open(me -> {
                me.hello(false).prompt();
                me.chunk("agent_thought_chunk", "hm");
                me.said("Let me ");
                me.said("see.");
                me.update(Map.of(
                        "sessionUpdate",
                        "plan",
                        "entries",
                        List.of(Map.of("content", "look", "priority", "high", "status", "in_progress"))));
                me.tool("tool_call", "c1", "pending", Map.of("title", "Read", "kind", "read"));
                me.tool(
                        "tool_call_update",
                        "c1",
                        "in_progress",
                        Map.of("locations", List.of(Map.of("path", "/workspace/a.txt"))));
                me.ran("c1", "one\n");
                assertThat(me.ask("c2", "ls -l")).isEqualTo("ja");
                me.ran("c2", "total 0");
                me.said("Done.");
                me.done("end_turn");
                me.next();
            });
            desk.awaitStatus(session, "idle");
            assertThat(reason(session)).isEqualTo("end_turn");
            assertThat(desk.types(session))
                    .containsSubsequence(
                            "agent.thinking",
                            "agent.message",
                            "agent.plan",
                            "agent.tool_use",
                            "span.tool_started",
                            "agent.tool_result",
                            "agent.tool_use",
                            "span.tool_started",
                            "agent.tool_result",
                            "agent.message",
                            "session.status_idle");
            assertThat(texts(session)).contains("Let me see.", "Done.");
            var uses = desk.events(session, "agent.tool_use");
            assertThat(uses.getFirst().path("input").path("path").asString()).isEqualTo("a.txt");
            assertThat(uses.getLast().path("input").path("command").asString()).isEqualTo("ls -l");
            assertThat(desk.events(session, "agent.tool_result").getLast().toString())
                    .contains("total 0");
            assertThat(desk.neighbours.programs.runs(session)).isFalse();
            assertThat(desk.neighbours.programs.started).contains("[\"agent\",\"--acp\"]");
            desk.assertGapFree(session);
        }

        @Test
        void waitsForAPersonAndGoesOnAsTheSameProgram() {
            var session = desk.open(
                    workspace("{\"preset\":\"careful\"}", me -> {
                        me.hello(false).prompt();
                        me.said("May I?");
                        var make = Map.of("command", "make all");
                        me.tool("tool_call", "c1", "in_progress", Map.of("kind", "execute", "rawInput", make));
                        me.said("allowed: " + me.ask("c1", "make all"));
                        me.ran("c1", "made");
                        me.said("denied: " + me.ask("c2", "make clean"));
                        me.done("end_turn");
                        me.next();
                    }),
                    "build");
            var first = approval(session);
            assertThat(first.path("tool").asString()).isEqualTo("bash");
            assertThat(decide(first, "allow").status()).isEqualTo(200);
            await().atMost(SOON)
                    .until(() -> desk.events(session, "agent.tool_use").size() == 3);
            assertThat(decide(approval(session), "deny").status()).isEqualTo(200);
            desk.awaitStatus(session, "idle");
            assertThat(texts(session)).contains("allowed: ja", "denied: nein");
            assertThat(desk.events(session, "agent.tool_result").stream()
                            .map(it -> it.path("outcome").asString()))
                    .containsExactly("failed", "completed", "denied");
            assertThat(desk.neighbours.programs.prompts.stream().filter(it -> it.endsWith("build")))
                    .hasSize(1);
            assertThat(desk.neighbours.programs.runs(session)).isFalse();
        }

        @Test
        void isStartedAgainAndToldWhatHappenedWhereItIsGoneWhenAPersonAnswers() {
            var session = desk.open(
                    workspace("{\"preset\":\"careful\"}", me -> {
                        var text = me.hello(false).prompt();
                        me.said((text.contains("[Your work") ? "again: " : "first: ") + me.ask("c1", "make once"));
                        me.ran("c1", "made");
                        me.done("end_turn");
                        me.next();
                    }),
                    "remember me");
            var approval = approval(session);
            desk.neighbours.programs.loseAll();
            decide(approval, "allow");
            desk.awaitStatus(session, "idle");
            assertThat(texts(session)).contains("again: ja").doesNotContain("first:");
            assertThat(desk.events(session, "agent.tool_result").stream()
                            .map(it -> it.path("outcome").asString()))
                    .containsExactly("failed", "completed");
            assertThat(desk.neighbours.programs.prompts.getLast())
                    .contains("remember me", "make once", "Keep the build green.");
        }

        @Test
        void isFollowedByAnotherProgramWhereTheServiceThatRanItWasStartedAgain() {
            var session = open(me -> {
                var text = me.hello(false).prompt();
                if (!text.contains("[Your work")) {
                    me.tool("tool_call", "c1", "in_progress", Map.of("kind", "execute", "title", "make"));
                    me.next();
                }
                me.said("went on");
                me.done("end_turn");
                me.next();
            });
            await().atMost(SOON).until(() -> desk.types(session).contains("span.tool_started"));
            desk.neighbours.programs.loseAll();
            desk.awaitStatus(session, "idle");
            assertThat(reason(session)).isEqualTo("end_turn");
            assertThat(texts(session)).contains("went on");
            assertThat(desk.events(session, "agent.tool_result")
                            .getFirst()
                            .path("outcome")
                            .asString())
                    .isEqualTo("interrupted_unknown_effect");
        }

        @Test
        void remembersTheConversationItselfOrIsTold() {
            var loads = desk.open(workspace("{}", me -> answering(me, true)), "number one");
            desk.awaitStatus(loads, "idle");
            desk.say(loads, "number two");
            await().atMost(SOON).until(() -> texts(loads).contains("heard: number two"));
            assertThat(texts(loads)).doesNotContain("old answer");
            desk.awaitStatus(loads, "idle");

            var told = desk.open(workspace("{}", me -> answering(me, false)), "number three");
            desk.awaitStatus(told, "idle");
            desk.say(told, "number four");
            await().atMost(SOON)
                    .until(() -> desk.neighbours.programs.prompts.getLast().endsWith("number four"));
            assertThat(desk.neighbours.programs.prompts.getLast())
                    .contains("USER: number three", "AGENT: heard: ", "Keep the build green.");
            desk.awaitStatus(told, "idle");
        }

        private void answering(ScriptedAgent me, boolean loads) throws InterruptedException {
            me.said("heard: " + me.hello(loads).prompt());
            me.done("end_turn");
            me.next();
        }
    }

    @Nested
    class ThatDoesNot {

        @Test
        void isNotInstalled() {
            var session = open(me -> me.exit(127));
            desk.awaitStatus(session, "idle");
            assertThat(reason(session)).isEqualTo("failed");
            assertThat(desk.events(session, "session.error").toString())
                    .contains("engine_unavailable", "“agent” is not installed");
        }

        @Test
        void talksNonsenseAndIsStillUnderstood() {
            var session = open(me -> {
                me.line("Starting up…");
                me.line("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}");
                me.line("[1,2");
                me.hello(false).prompt();
                me.line("x".repeat(5_000_000));
                me.line("{\"method\":\"session/update\",\"params\":[]}");
                me.line("[".repeat(100_000));
                me.update(Map.of("sessionUpdate", "from_the_future", "content", 7));
                me.update(Map.of("sessionUpdate", "tool_call_update", "toolCallId", 9));
                me.line("{\"id\":7,\"method\":\"fs/read_text_file\",\"params\":{}}");
                me.said(me.next().path("error").path("code").asInt() + " is fine");
                me.done("end_turn");
                me.next();
            });
            desk.awaitStatus(session, "idle");
            assertThat(reason(session)).isEqualTo("end_turn");
            assertThat(texts(session)).contains("-32601 is fine");
        }

        @Test
        void exitsInTheMiddle() {
            var session = open(me -> {
                me.hello(false).prompt();
                me.said("I was ");
                me.tool("tool_call", "c1", "in_progress", Map.of("kind", "execute", "title", "make"));
                me.exit(3);
            });
            desk.awaitStatus(session, "idle");
            assertThat(reason(session)).isEqualTo("failed");
            assertThat(texts(session)).contains("I was ");
            assertThat(desk.events(session, "session.error").toString())
                    .contains("agent_failed", "exit code 3", "no model key");
            assertThat(desk.events(session, "agent.tool_result")
                            .getFirst()
                            .path("outcome")
                            .asString())
                    .isEqualTo("interrupted_unknown_effect");
        }

        @Test
        void floodsWithAHundredThousandPieces() {
            var session = open(me -> {
                me.hello(false).prompt();
                for (int i = 0; i < 100_000; i++) {
                    me.said("0123456789");
                }
                me.done("end_turn");
                me.next();
            });
            desk.awaitStatus(session, "idle");
            assertThat(reason(session)).isEqualTo("end_turn");
            var said = desk.events(session, "agent.message");
            assertThat(said).hasSizeBetween(30, 40);
            assertThat(texts(session).chars().filter(it -> it == '7').count()).isGreaterThanOrEqualTo(100_000);
        }

        @Test
        void neverAnswersAndIsStoppedWithinASecond() {
            var session = open(me -> {
                me.hello(false).prompt();
                me.said("working");
                me.tool("tool_call", "c1", "in_progress", Map.of("kind", "execute", "title", "sleep"));
                while (true) {
                    me.next();
                }
            });
            await().atMost(SOON).until(() -> desk.types(session).contains("span.tool_started"));
            long before = System.nanoTime();
            desk.post(session, Map.of("events", List.of(Map.of("type", "user.interrupt"))));
            desk.awaitStatus(session, "idle");
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofMillis(1_500));
            assertThat(reason(session)).isEqualTo("interrupted");
            assertThat(desk.neighbours.programs.methods).contains("session/cancel");
            assertThat(desk.neighbours.programs.runs(session)).isFalse();
        }

        @Test
        void runsWhatIsDeniedWithoutAskingAndIsStopped() {
            var rules =
                    "{\"preset\":\"open\",\"rules\":[{\"tool\":\"bash\",\"match\":\"git push*\",\"decision\":\"deny\"}]}";
            var session = desk.open(
                    workspace(rules, me -> {
                        me.hello(false).prompt();
                        me.tool(
                                "tool_call",
                                "c1",
                                "in_progress",
                                Map.of("kind", "execute", "rawInput", Map.of("command", "git push origin")));
                        me.said("never seen");
                        me.next();
                    }),
                    "go");
            desk.awaitStatus(session, "idle");
            assertThat(desk.events(session, "session.error").toString()).contains("permission_bypassed");
            assertThat(desk.events(session, "agent.tool_use").getFirst().toString())
                    .contains("did not ask");
            assertThat(desk.neighbours.programs.runs(session)).isFalse();
        }
    }
}
