package dev.agentdesk.terminal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.service.ApiClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Programs that are talked to line by line, and what is left of them. */
class AgentProgramIT {

    private static final AtomicInteger NUMBER = new AtomicInteger(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private static Terminal terminal;
    private static String workspace;

    @BeforeAll
    static void start() {
        terminal = Terminal.shared();
        workspace = terminal.running();
    }

    /** One turn of a Session, and its program. */
    private record Turn(String session, String id) {

        static Turn fresh() {
            return new Turn(Terminal.session(), "trn_%026d".formatted(NUMBER.getAndIncrement()));
        }

        ApiClient.Answer start(long generation, String script) {
            return terminal.inner()
                    .put(
                            "/internal/environments/" + workspace + "/agents",
                            json(Map.of(
                                    "session_id", session,
                                    "turn_id", id,
                                    "turn_generation", generation,
                                    "command", List.of("bash", "-c", script),
                                    "variables", Map.of("GIVEN", "yes"))));
        }

        ApiClient.Answer post(String what, Map<String, ?> body) {
            return terminal.inner().post(path() + what, json(body));
        }

        ApiClient.Answer lines(long generation, long offset) {
            return terminal.inner()
                    .get(path() + "/lines?generation=" + generation + "&offset=" + offset + "&wait_ms=2000");
        }

        String awaitText(long generation, String part) {
            await().atMost(SOON).until(() -> lines(generation, 0).text().contains(part));
            return lines(generation, 0).text();
        }

        ApiClient.Answer say(long generation, long at, String text) {
            return post("/input", Map.of("turn_generation", generation, "at", at, "text", text));
        }

        private String path() {
            return "/internal/environments/" + workspace + "/agents/" + id;
        }
    }

    private static String json(Object body) {
        return JsonMapper.shared().writeValueAsString(body);
    }

    private static void assertNothingLives() {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(ProcessTree.ofWorkspace(workspace).members()).isEmpty());
    }

    @Test
    void isTalkedToInItsFolderAndTellsItsLinesByOffset() {
        var turn = Turn.fresh();
        var started = turn.start(1, "echo \"$GIVEN $(pwd)\"; while read -r line; do echo \"heard $line\"; done");
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        var folder = started.json().path("folder").asString();
        assertThat(turn.awaitText(1, "\n")).isEqualTo("yes " + folder + "\n");
        assertThat(turn.say(1, 0, "one\n").json().path("taken").asBoolean()).isTrue();
        assertThat(turn.say(1, 0, "one\n").json().path("taken").asBoolean()).isTrue();
        assertThat(turn.say(1, 4, "two\n").json().path("taken").asBoolean()).isTrue();
        assertThat(turn.say(1, 99, "lost\n").json().path("taken").asBoolean()).isFalse();
        assertThat(turn.awaitText(1, "two")).endsWith("heard one\nheard two\n");
        assertThat(turn.lines(1, folder.length() + 5).text()).isEqualTo("heard one\nheard two\n");
        turn.post("/end", Map.of("turn_generation", 1, "patience_ms", 500));
        assertThat(turn.lines(1, 0).status()).isEqualTo(404);
        assertNothingLives();
    }

    @Test
    void leavesNoChildBehindHoweverItEnds() {
        var turn = Turn.fresh();
        turn.start(1, "for i in 1 2 3; do setsid sleep 300 & done; trap '' TERM; echo up; sleep 300");
        turn.awaitText(1, "up");
        long before = System.nanoTime();
        turn.post("/end", Map.of("turn_generation", 1, "patience_ms", 0));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertNothingLives();
        var quick = Turn.fresh();
        quick.start(1, "setsid sleep 300 & echo bye; echo 'no key' >&2; exit 3");
        await().atMost(SOON).until(() -> "true".equals(quick.lines(1, 4).header("Agent-Ended")));
        var state = terminal.inner().get(quick.path() + "?generation=1").json();
        assertThat(state.path("running").asBoolean()).isFalse();
        assertThat(state.path("exit_code").asInt()).isEqualTo(3);
        assertThat(state.path("last_words").asString()).isEqualTo("no key");
        assertNothingLives();
    }

    @Test
    void isNotInstalledWhereItsNameIsNotFound() {
        var turn = Turn.fresh();
        terminal.inner()
                .put(
                        "/internal/environments/" + workspace + "/agents",
                        json(Map.of(
                                "session_id", turn.session(),
                                "turn_id", turn.id(),
                                "turn_generation", 1,
                                "command", List.of("no-such-agent"))));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(terminal.inner()
                                .get(turn.path() + "?generation=1")
                                .json()
                                .path("exit_code")
                                .asInt())
                        .isEqualTo(127));
    }

    @Test
    void goesWithTheRunnerThatWasFencedOffAndObeysOnlyTheOneThatAdoptedIt() {
        var left = Turn.fresh();
        left.start(1, "echo ready; read -r line; echo \"heard $line\"; sleep 300");
        left.awaitText(1, "ready");
        left.post("/park", Map.of("turn_generation", 1, "note", "{\"next\":6}"));
        var adopted = left.post("/adopt", Map.of("session_id", left.session(), "turn_generation", 2));
        assertThat(adopted.json().path("note").asString()).isEqualTo("{\"next\":6}");
        assertThat(left.say(1, 0, "old\n").json().path("code").asString()).isEqualTo("stale-generation");
        assertThat(left.lines(1, 0).json().path("code").asString()).isEqualTo("stale-generation");
        left.say(2, 0, "new\n");
        assertThat(left.awaitText(2, "new")).isEqualTo("ready\nheard new\n");

        terminal.inner()
                .post(
                        "/internal/environments/" + workspace + "/fence",
                        json(Map.of("session_id", left.session(), "turn_generation", 3)));
        assertThat(left.lines(2, 0).status()).isEqualTo(404);
        assertThat(left.start(2, "echo late").json().path("code").asString()).isEqualTo("stale-generation");
        assertThat(left.post("/adopt", Map.of("session_id", left.session(), "turn_generation", 3))
                        .status())
                .isEqualTo(404);
        assertNothingLives();
    }

    @Test
    void costsNoMemoryHoweverMuchItPrints() {
        var turn = Turn.fresh();
        turn.start(1, "head -c 30000000 /dev/zero | tr '\\0' x; echo; echo end");
        var tail = turn.lines(1, 29_999_998);
        await().atMost(SOON).until(() -> turn.lines(1, 29_999_998).text().contains("end"));
        assertThat(tail.status()).isEqualTo(200);
        assertThat(turn.lines(1, 0).text()).hasSize(256 * 1024);
        turn.post("/end", Map.of("turn_generation", 1, "patience_ms", 0));
    }
}
