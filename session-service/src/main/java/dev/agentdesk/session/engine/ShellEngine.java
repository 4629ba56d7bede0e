package dev.agentdesk.session.engine;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.engine.Step.CallTool;
import dev.agentdesk.session.engine.Step.Finish;
import dev.agentdesk.session.engine.Step.Say;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs the fenced blocks and slash lines of a message, one after the other, and answers with their real output. It does
 * not think.
 *
 * <p>A failure does not stop what follows unless the message says {@code /stop-on-error}.
 */
public final class ShellEngine implements Engine {

    static final String NOTHING_TO_RUN =
            "This Workspace has the shell engine: it runs fenced bash blocks and /run, /read, /write, /edit, /glob,"
                    + " /grep and /mcp lines, and it does not think. Your message has none of them.";

    @Override
    public Step next(TurnLog log) {
        var unanswered = log.unanswered();
        if (unanswered.isEmpty()) {
            return new Finish(StopReason.END_TURN);
        }
        var answer = new ArrayList<String>();
        for (var message : unanswered) {
            var step = run(Script.read(message.text()), message, log, answer);
            if (step != null) {
                return step;
            }
        }
        return new Say(answer.isEmpty() ? NOTHING_TO_RUN : Answer.of(answer));
    }

    private static @Nullable Step run(Script script, TurnLog.Message message, TurnLog log, List<String> answer) {
        boolean failed = false;
        for (int i = 0; i < script.instructions().size(); i++) {
            var instruction = script.instructions().get(i);
            if (failed && script.stopOnError()) {
                answer.add(Answer.notRun(instruction.shown()));
                continue;
            }
            switch (instruction) {
                case Instruction.Malformed it -> {
                    failed = true;
                    answer.add(Answer.malformed(it));
                }
                case Instruction.Tool it -> {
                    var id = Ids.derive("evt", log.startedAt(), log.turnId(), message.id(), Integer.toString(i));
                    var call = log.find(id).orElse(null);
                    if (call == null || call.result() == null) {
                        return new CallTool(id, it.tool(), it.input());
                    }
                    failed |= call.failed();
                    answer.add(Answer.of(it, call.result()));
                }
            }
        }
        return null;
    }
}
