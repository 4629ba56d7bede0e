package dev.agentdesk.session.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.Placement;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.ToolStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.conversation.ToolResult.Output;
import dev.agentdesk.session.engine.Step.CallTool;
import dev.agentdesk.session.engine.Step.Finish;
import dev.agentdesk.session.engine.Step.Say;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What the shell engine makes of a message. */
class ShellEngineTest {

    private final ShellEngine engine = new ShellEngine();
    private final TurnLog log = new TurnLog("trn_1");
    private final List<CallTool> called = new ArrayList<>();

    @Test
    void runsFencedBlocksAndSlashLinesInOrder() {
        message("""
                Please:
                ```bash
                make
                make test
                ```
                /run ls -l
                /read src/a.txt
                /glob **/*.java
                /grep TODO
                ```python
                print("not for me")
                ```
                """);
        run(0);
        assertThat(called)
                .extracting(CallTool::tool, CallTool::input)
                .containsExactly(
                        Assertions.tuple("bash", Map.of("command", "make\nmake test")),
                        Assertions.tuple("bash", Map.of("command", "ls -l")),
                        Assertions.tuple("read", Map.of("path", "src/a.txt")),
                        Assertions.tuple("glob", Map.of("pattern", "**/*.java")),
                        Assertions.tuple("grep", Map.of("pattern", "TODO")));
    }

    @Test
    void takesTheBlocksBelowAWriteAndAnEdit() {
        message("""
                /write notes.md
                ````
                ```bash
                not run
                ```
                ````
                /edit notes.md
                ```
                old
                ```
                ```
                new
                ```
                """);
        run(0);
        assertThat(called)
                .extracting(CallTool::tool, CallTool::input)
                .containsExactly(
                        Assertions.tuple("write", Map.of("path", "notes.md", "content", "```bash\nnot run\n```\n")),
                        Assertions.tuple("edit", Map.of("path", "notes.md", "old_string", "old", "new_string", "new")));
    }

    @Test
    void answersWithTheRealOutputAndEnds() {
        message("/run echo hi");
        var reply = run(0);
        assertThat(reply).isEqualTo("```\n$ echo hi\noutput\n```\nexit code 0");
        assertThat(engine.next(log)).isEqualTo(new Finish(StopReason.END_TURN));
    }

    @Test
    void goesOnAfterAFailure() {
        message("/run false\n/run true");
        assertThat(run(1)).contains("exit code 1");
        assertThat(called).hasSize(2);
    }

    @Test
    void stopsAfterAFailureIfAsked() {
        message("/stop-on-error\n/run false\n/run true");
        assertThat(run(1)).contains("not run: /stop-on-error");
        assertThat(called).hasSize(1);
    }

    @Test
    void saysWhatIsWrongWithALine() {
        message("/read\n/write a.txt\n/edit b.txt\n/run");
        assertThat(run(0))
                .contains("needs a path", "needs a path and a fenced block", "two fenced blocks", "needs a command");
        assertThat(called).isEmpty();
    }

    @Test
    void saysThatItDoesNotThink() {
        message("How are you?");
        assertThat(run(0)).isEqualTo(ShellEngine.NOTHING_TO_RUN);
    }

    @Test
    void asksForTheSameCallAgainAfterATakeOver() {
        message("/run a\n/run b");
        var first = engine.next(log);
        assertThat(engine.next(log)).isEqualTo(first);
        var other = new TurnLog("trn_1");
        accept(other, "evt_m1", "/run a\n/run b");
        start(other);
        assertThat(engine.next(other)).isEqualTo(first);
    }

    @Test
    void answersASteeringMessageAfterwards() {
        message("/run a");
        run(0);
        accept(log, "evt_m2", "/run b");
        log.add(new MessagesJoined(stamp("evt_j"), "ses_1", "trn_1", List.of("evt_m2")));
        assertThat(run(0)).contains("$ b").doesNotContain("$ a");
    }

    @Test
    void givesOutputWithFencesALongerFence() {
        message("/run cat readme");
        var call = (CallTool) engine.next(log);
        finish(call, 0, "```bash\nx\n```");
        assertThat(((Say) engine.next(log)).text()).startsWith("````\n");
    }

    private void message(String text) {
        accept(log, "evt_m1", text);
        start(log);
    }

    private static void accept(TurnLog log, String id, String text) {
        var content = List.of(Content.text(text));
        log.add(new MessageAccepted(stamp(id), "ses_1", content, "digest", Placement.BACK, null));
    }

    private static void start(TurnLog log) {
        log.add(new TurnStarted(stamp("evt_s"), "ses_1", "trn_1", List.of("evt_m1"), 1, null));
    }

    /** Runs every call with that exit code until the engine says something. */
    private String run(int exitCode) {
        while (engine.next(log) instanceof CallTool call) {
            called.add(call);
            finish(call, exitCode, "output");
        }
        var reply = ((Say) engine.next(log)).text();
        log.add(new AgentReplied(stamp("evt_r"), "ses_1", "trn_1", reply));
        return reply;
    }

    private void finish(CallTool call, int exitCode, String output) {
        var id = call.toolUseId();
        log.add(new ToolRequested(
                stamp(id),
                "ses_1",
                "trn_1",
                call.tool(),
                call.input(),
                "sha",
                new Ruling(Verdict.ALLOW, "r"),
                null,
                null));
        log.add(new ToolStarted(stamp("evt_x"), "ses_1", "trn_1", id, 1));
        var result = new ToolResult(Outcome.COMPLETED, exitCode != 0, Output.text(output), exitCode, 1);
        log.add(new ToolFinished(stamp("evt_y"), "ses_1", "trn_1", id, result));
    }

    private static Stamp stamp(String id) {
        return new Stamp(id, Instant.EPOCH, Actor.PLATFORM, "wrk_1", "evt_root", null, 0);
    }
}
