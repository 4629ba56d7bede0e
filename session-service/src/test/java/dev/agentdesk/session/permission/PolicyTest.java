package dev.agentdesk.session.permission;

import static dev.agentdesk.session.permission.Verdict.ALLOW;
import static dev.agentdesk.session.permission.Verdict.ASK;
import static dev.agentdesk.session.permission.Verdict.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a policy says of a tool call. */
class PolicyTest {

    private static final Policy NO_PUSH = policy("open", new Rule("bash", "git push*", ASK));

    private static Policy policy(String preset, Rule... rules) {
        return new Policy(Preset.valueOf(preset.toUpperCase()), List.of(rules), "wait");
    }

    private static ToolCall bash(String command) {
        return new ToolCall("bash", Map.of("command", command));
    }

    private static ToolCall file(String tool, String path) {
        return new ToolCall(tool, Map.of("path", path));
    }

    @Nested
    class Presets {

        @ParameterizedTest
        @CsvSource({
            "careful, read, a.txt, ALLOW", "careful, write, a.txt, ALLOW", "careful, write, ../a.txt, ASK",
            "careful, read, /etc/passwd, ASK", "careful, edit, b/../../a, ASK", "careful, mcp__x, a, ASK",
            "standard, write, a.txt, ALLOW", "standard, write, /etc/passwd, ASK", "unattended, write, a.txt, ALLOW",
            "unattended, write, /etc/passwd, DENY", "open, write, /etc/passwd, ALLOW"
        })
        void decideWhereNoRuleMatches(String preset, String tool, String path, Verdict verdict) {
            assertThat(policy(preset).evaluate(file(tool, path)).verdict()).isEqualTo(verdict);
        }

        @ParameterizedTest
        @CsvSource({"careful, ASK", "standard, ALLOW", "unattended, DENY", "open, ALLOW"})
        void decideAboutBash(String preset, Verdict verdict) {
            assertThat(policy(preset).evaluate(bash("make test"))).isEqualTo(new Ruling(verdict, "preset " + preset));
        }
    }

    @Nested
    class Rules {

        @Test
        void theFirstThatMatchesDecides() {
            var policy = policy("open", new Rule("write", "docs/*", ALLOW), new Rule("write", null, DENY));
            assertThat(policy.evaluate(file("write", "./docs//a.md")).verdict()).isEqualTo(ALLOW);
            assertThat(policy.evaluate(file("write", "docs/../src/a")))
                    .isEqualTo(new Ruling(DENY, "rules[1]: deny write"));
        }

        @Test
        void mayNameAGlobOfTools() {
            assertThat(policy("open", new Rule("mcp__*", null, ASK))
                            .evaluate(new ToolCall("mcp__x__y", Map.of()))
                            .verdict())
                    .isEqualTo(ASK);
        }

        @Test
        void areReadFromTheConfiguration() {
            var policy = Policy.of(Map.of(
                    "preset", "careful",
                    "rules", List.of(Map.of("tool", "bash", "match", "ls*", "decision", "allow")),
                    "on_unattended_ask", "deny"));
            assertThat(policy).isEqualTo(new Policy(Preset.CAREFUL, List.of(new Rule("bash", "ls*", ALLOW)), "deny"));
        }

        @Test
        void answerInLinearTime() {
            var policy = policy("open", new Rule("bash", "*a*a*a*a*a*a*a*a*a*a*b", DENY));
            Assertions.assertTimeout(Duration.ofSeconds(2), () -> policy.evaluate(bash("a".repeat(100_000))));
        }
    }

    @Nested
    class BashLines {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "git push",
                    "git push origin main",
                    "git   push",
                    "\"git\" push",
                    "g'i't pu\\sh",
                    "make && git push",
                    "make; git push",
                    "make | git push",
                    "make\ngit push --force",
                    "make & git push",
                    "/usr/bin/git push",
                    "true # harmless\ngit push"
                })
        void findTheCommandWhereverItStands(String line) {
            assertThat(NO_PUSH.evaluate(bash(line)).verdict()).isEqualTo(ASK);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "git status",
                    "echo 'git push'",
                    "echo git push",
                    "ls *.txt > out 2>&1",
                    "make # git push",
                    ""
                })
        void letOtherCommandsPass(String line) {
            assertThat(NO_PUSH.evaluate(bash(line)).verdict()).isEqualTo(ALLOW);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "$(git push)",
                    "`git push`",
                    "echo $(git push)",
                    "x=git; $x push",
                    "git ${y}push",
                    "eval git push",
                    "bash -c 'git push'",
                    "/bin/sh -c 'git push'",
                    "sudo git push",
                    "env git push",
                    "echo push | xargs git",
                    "(git push)",
                    "{ git push; }",
                    "if true; then git push; fi",
                    "while :; do git push; done",
                    "PATH=. git push",
                    "find . -exec git push ;",
                    "gi? push",
                    "cat <<EOF\ngit push\nEOF",
                    "diff <(git push) x",
                    "git 'push",
                    "git push\\",
                    "git pus{h,}",
                    "f() { git push; }",
                    "time git push",
                    "git\u0007 push"
                })
        void countAsEveryStrictRuleAndNoAllowingOneIfTheyCannotBeRead(String line) {
            assertThat(NO_PUSH.evaluate(bash(line)).verdict()).isEqualTo(ASK);
            assertThat(policy("careful", new Rule("bash", "*", ALLOW))
                            .evaluate(bash(line))
                            .verdict())
                    .isEqualTo(ASK);
        }

        @Test
        void areAsStrictAsTheirStrictestCommand() {
            var policy = policy("careful", new Rule("bash", "rm *", DENY), new Rule("bash", "ls*", ALLOW));
            assertThat(policy.evaluate(bash("ls; ls -l")).verdict()).isEqualTo(ALLOW);
            assertThat(policy.evaluate(bash("ls; make")).verdict()).isEqualTo(ASK);
            assertThat(policy.evaluate(bash("ls; make; rm -r x")).verdict()).isEqualTo(DENY);
        }

        @Test
        void areNotAllowedByANameInAnotherFolder() {
            var policy = policy("careful", new Rule("bash", "ls*", ALLOW));
            assertThat(policy.evaluate(bash("./ls")).verdict()).isEqualTo(ASK);
        }
    }

    @Test
    void theCanonicalInputIsTheSameForTheSameInput() {
        var one = Canonical.json(Map.of("b", List.of(1, true, "x\n\"\u0001"), "a", "y"));
        assertThat(one).isEqualTo("{\"a\":\"y\",\"b\":[1,true,\"x\\n\\\"\\u0001\"]}");
    }
}
