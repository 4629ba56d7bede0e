package dev.agentdesk.terminal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.terminal.support.Terminal;
import dev.agentdesk.testkit.service.ApiClient;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolIT {

    private static Terminal terminal;
    private static String workspace;

    @BeforeAll
    static void start() {
        terminal = Terminal.start(Map.of("agentdesk.terminal.most-output", "1MB"));
        workspace = terminal.running();
    }

    @AfterAll
    static void stop() {
        terminal.close();
    }

    @Nested
    class Bash {

        @Test
        void runsInTheRootWithTheVariablesOfTheConfigurationAndNothingElse() {
            assertThat(bash("pwd; echo $GREETING; ls -A; env | cut -d= -f1 | sort | tr '\\n' ' '")
                            .path("output")
                            .path("head")
                            .asString())
                    .contains("hello\n", "GREETING HOME LANG")
                    .doesNotContain("JAVA_HOME", "USER ");
        }

        @Test
        void goesOnWhereTheCommandBeforeItLeftOffInAShellOfTheSameName() {
            var left =
                    inShell("kept", "mkdir -p deep/er && cd deep/er && export LEFT='a b' && hi() { echo hi; }; exit 3");
            assertThat(left.path("exit_code").asInt()).isEqualTo(3);
            var found = inShell("kept", "pwd; echo \"$LEFT\"; hi; env | grep -c AGENTDESK_LAUNCH=; ls -A ../..");
            assertThat(found.path("output").path("head").asString())
                    .contains("deep/er\na b\nhi\n1\n")
                    .doesNotContain(".shell-");
            var other = inShell("other", "pwd; echo \"[$LEFT]\"");
            assertThat(other.path("output").path("head").asString())
                    .endsWith("[]\n")
                    .doesNotContain("deep/er");
        }

        @Test
        void goesOnInTheBackgroundUntilItIsStopped() {
            var started = run("bash", Map.of("command", "echo up; sleep 300 & wait", "background", true));
            assertThat(started.path("is_error").asBoolean()).isFalse();
            var id = started.path("output").path("head").asString().split(" ")[1];
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(text("job", Map.of("id", id))).contains("is running", "\nup\n"));
            assertThat(text("job", Map.of("id", id, "stop", true))).contains("has ended with exit code");
            var other = terminal.running();
            assertThat(terminal.tool(other, Terminal.session(), 1, "use", "job", Map.of("id", id))
                            .text())
                    .contains("There is no such job");
        }

        @Test
        void aJobThatEndsByItselfLeavesItsExitCodeAndTheNewestOfWhatItPrinted() {
            var command = "seq 1 20000; exit 3";
            var started = run("bash", Map.of("command", command, "background", true));
            var id = started.path("output").path("head").asString().split(" ")[1];
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(text("job", Map.of("id", id)))
                            .contains("exit code 3; it printed 108894 bytes", "\n20000\n")
                            .doesNotContain("\n1\n2\n"));
        }

        @Test
        void saysHowTheCommandEnded() {
            var failed = bash("echo out; echo err >&2; exit 3");
            assertThat(failed.path("outcome").asString()).isEqualTo("completed");
            assertThat(failed.path("is_error").asBoolean()).isTrue();
            assertThat(failed.path("exit_code").asInt()).isEqualTo(3);
            assertThat(failed.path("output").path("head").asString()).isEqualTo("out\nerr\n");
            assertThat(failed.path("duration_ms").asLong()).isPositive();
            assertThat(bash("kill -9 $$").path("signal").asString()).isEqualTo("KILL");
        }

        @Test
        void isStoppedWhenItTakesTooLong() {
            var body = """
                    {"session_id": "%s", "turn_generation": 1, "tool_use_id": "slow", "tool": "bash",
                     "input": {"command": "echo begun; sleep 60"}, "timeout": "PT1S"}""".formatted(Terminal.session());
            var outcome = terminal.inner().post(tools(), body).json();
            assertThat(outcome.path("outcome").asString()).isEqualTo("failed");
            assertThat(outcome.path("output").path("head").asString()).isEqualTo("begun\n[stopped after PT1S]\n");
            assertThat(outcome.path("duration_ms").asLong()).isLessThan(10_000);
        }

        @Test
        void isStoppedWhenItPrintsTooMuch() {
            var outcome = bash("yes");
            assertThat(outcome.path("outcome").asString()).isEqualTo("output_limit");
            assertThat(outcome.path("output").path("truncated").asBoolean()).isTrue();
            assertThat(outcome.path("output").path("tail").asString()).endsWith("[stopped: too much output]\n");
        }

        @Test
        void doesNotWaitForWhatTheCommandHasLeftBehind() {
            var outcome = bash("sleep 300 & echo done");
            assertThat(outcome.path("output").path("head").asString()).isEqualTo("done\n");
            assertThat(outcome.path("duration_ms").asLong()).isLessThan(10_000);
        }
    }

    @Nested
    class FileTools {

        @Test
        void writesReadsAndEdits() {
            assertThat(text("write", Map.of("path", "src/a.txt", "content", "one\ntwo\nthree\n")))
                    .isEqualTo("Wrote 14 bytes to src/a.txt.\n");
            assertThat(text("read", Map.of("path", "/workspace/src/a.txt"))).isEqualTo("one\ntwo\nthree\n");
            assertThat(text("read", Map.of("path", "src/a.txt", "offset", 2, "limit", 1)))
                    .isEqualTo("two\n");
            assertThat(text("edit", Map.of("path", "src/a.txt", "old_string", "two", "new_string", "2")))
                    .isEqualTo("Replaced 1 of src/a.txt.\n");
            assertThat(text("read", Map.of("path", "src/a.txt"))).isEqualTo("one\n2\nthree\n");
        }

        @Test
        void findsByNameAndByContent() {
            text("write", Map.of("path", "find/x/a.java", "content", "class A {\n  int needle;\n}\n"));
            text("write", Map.of("path", "find/b.txt", "content", "no hay\n"));
            assertThat(text("glob", Map.of("pattern", "**/*.java", "path", "find")))
                    .isEqualTo("find/x/a.java\n");
            assertThat(text("grep", Map.of("pattern", "need.e", "path", "find")))
                    .isEqualTo("find/x/a.java:2:  int needle;\n");
            assertThat(text("grep", Map.of("pattern", "NEEDLE", "path", "find", "ignore_case", true, "glob", "*.txt")))
                    .isEmpty();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "read|path|none.txt|There is no such file",
                    "read|path|../../etc/passwd|has a segment",
                    "read|path|/etc/passwd|absolute",
                    "write|path|x|is required",
                    "glob|pattern|{a|The pattern can",
                    "grep|pattern|(|The pattern can",
                    "bash|comand|ls|There is no parameter"
                })
        void tellsTheAgentWhatWasWrong(String tool, String name, String value, String message) {
            var outcome = run(tool, Map.of(name, value));
            assertThat(outcome.path("outcome").asString()).isEqualTo("failed");
            assertThat(outcome.path("is_error").asBoolean()).isTrue();
            assertThat(outcome.path("output").path("head").asString()).contains(message);
        }

        @Test
        void editsOnlyWhatIsUnique() {
            text("write", Map.of("path", "twice.txt", "content", "a a"));
            assertThat(text("edit", Map.of("path", "twice.txt", "old_string", "a", "new_string", "b")))
                    .contains("occurs 2 times");
            assertThat(text("edit", Map.of("path", "twice.txt", "old_string", "z", "new_string", "b")))
                    .contains("does not occur");
            text("edit", Map.of("path", "twice.txt", "old_string", "a", "new_string", "b", "replace_all", true));
            assertThat(text("read", Map.of("path", "twice.txt"))).isEqualTo("b b");
        }
    }

    @Nested
    class OnceOnly {

        @Test
        void aRepeatIsAnsweredAndNotRun() {
            var session = Terminal.session();
            var input = Map.<String, Object>of("command", "echo x >> once; cat once");
            var first = terminal.tool(workspace, session, 1, "use", "bash", input);
            assertThat(terminal.tool(workspace, session, 1, "use", "bash", input)
                            .text())
                    .isEqualTo(first.text());
            assertThat(terminal.tool(workspace, session, 2, "use", "bash", input)
                            .text())
                    .isEqualTo(first.text());
            assertThat(text("read", Map.of("path", "once"))).isEqualTo("x\n");
        }

        @Test
        void fiftyAtTheSameTimeRunOnce() {
            var session = Terminal.session();
            var input = Map.<String, Object>of("command", "echo x >> together; sleep 1; wc -l < together");
            var answers = IntStream.range(0, 50)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> terminal.tool(workspace, session, 1, "use", "bash", input),
                            task -> Thread.ofVirtual().start(task)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(new HashSet<>(
                            answers.stream().map(ApiClient.Answer::text).toList()))
                    .hasSize(1);
            assertThat(answers.getFirst().json().path("output").path("head").asString())
                    .isEqualTo("1\n");
        }

        @Test
        void anotherInputUnderAUsedIdIsRefused() {
            var session = Terminal.session();
            terminal.tool(workspace, session, 1, "use", "bash", Map.of("command", "true"));
            assertThat(terminal.tool(workspace, session, 1, "use", "bash", Map.of("command", "false"))
                            .code())
                    .isEqualTo("id-reused");
        }

        @Test
        void theSameIdInAnotherSessionIsAnotherCall() {
            terminal.tool(workspace, Terminal.session(), 1, "use", "bash", Map.of("command", "true"));
            assertThat(terminal.tool(workspace, Terminal.session(), 1, "use", "bash", Map.of("command", "echo 2"))
                            .json()
                            .path("output")
                            .path("head")
                            .asString())
                    .isEqualTo("2\n");
        }

        @Test
        void isKnownAfterARestart() {
            var own = Terminal.start();
            try (own) {
                var id = own.running();
                var session = Terminal.session();
                var input = Map.<String, Object>of("command", "echo x >> once; cat once");
                var first = own.tool(id, session, 1, "use", "bash", input);
                own.restart();
                assertThat(own.tool(id, session, 1, "use", "bash", input).text())
                        .isEqualTo(first.text());
            }
        }
    }

    @Nested
    class Fencing {

        @Test
        void anOlderRunnerMayNotRunTools() {
            var session = Terminal.session();
            terminal.tool(workspace, session, 3, "new", "bash", Map.of("command", "true"));
            assertThat(terminal.tool(workspace, session, 2, "old", "bash", Map.of("command", "touch zombie"))
                            .code())
                    .isEqualTo("stale-generation");
            assertThat(text("glob", Map.of("pattern", "zombie"))).isEmpty();
        }

        @Test
        void aFenceStopsWhatAnOlderRunnerHasStartedAndTellsWhatIsKnown() {
            var session = Terminal.session();
            terminal.tool(workspace, session, 1, "done", "bash", Map.of("command", "echo done"));
            var slow = CompletableFuture.supplyAsync(() -> terminal.tool(
                    workspace, session, 1, "slow", "bash", Map.of("command", "touch begun; sleep 15; touch ended")));
            awaitFile("begun");
            var fenced = terminal.inner()
                    .post(
                            "/internal/environments/" + workspace + "/fence",
                            "{\"session_id\":\"" + session
                                    + "\",\"turn_generation\":2,\"tool_use_ids\":[\"done\",\"slow\",\"none\"]}")
                    .json()
                    .path("tools");
            assertThat(fenced.size()).isEqualTo(2);
            assertThat(fenced.get(0).path("outcome").asString()).isEqualTo("completed");
            assertThat(fenced.get(1).path("outcome").asString()).isEqualTo("interrupted_unknown_effect");
            assertThat(slow.join().json().path("outcome").asString()).isEqualTo("interrupted_unknown_effect");
            assertThat(text("glob", Map.of("pattern", "ended"))).isEmpty();
            assertThat(terminal.inner()
                            .post(
                                    "/internal/environments/" + workspace + "/fence",
                                    "{\"session_id\":\"" + session + "\",\"turn_generation\":1}")
                            .code())
                    .isEqualTo("stale-generation");
        }

        @Test
        void aCallCanBeCancelled() {
            var session = Terminal.session();
            var slow = CompletableFuture.supplyAsync(() -> terminal.tool(
                    workspace, session, 1, "cancel-me", "bash", Map.of("command", "touch cancelling; sleep 15")));
            awaitFile("cancelling");
            var path = tools() + "/cancel-me/cancel";
            assertThat(terminal.inner().post(path, "{}").status()).isEqualTo(200);
            assertThat(slow.join().json().path("output").path("head").asString())
                    .isEqualTo("[stopped: interrupted]\n");
            assertThat(terminal.inner().post(path, "{}").status()).isEqualTo(404);
        }
    }

    private static void awaitFile(String name) {
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> text("glob", Map.of("pattern", name)).contains(name));
    }

    private static String text(String tool, Map<String, Object> input) {
        return run(tool, input).path("output").path("head").asString();
    }

    private static tools.jackson.databind.JsonNode inShell(String name, String command) {
        return run("bash", Map.of("command", command, "shell", name));
    }

    private static tools.jackson.databind.JsonNode bash(String command) {
        return run("bash", Map.of("command", command));
    }

    private static tools.jackson.databind.JsonNode run(String tool, Map<String, Object> input) {
        return terminal.tool(workspace, Terminal.session(), 1, "use", tool, input)
                .json();
    }

    private static String tools() {
        return "/internal/environments/" + workspace + "/tools";
    }
}
