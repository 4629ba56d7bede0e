package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.ClaimTurn;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import dev.agentdesk.session.conversation.Turn.Stage;
import java.util.List;

/** When a turn begins, goes on under another runner, and ends; pure. */
final class TurnRules {

    private TurnRules() {}

    static List<SessionEvent> decide(LiveSession session, ClaimTurn command) {
        ShelfRules.requireOpen(session);
        if (command.generation() != session.generation() + 1) {
            throw new Rejection(STALE_GENERATION, "Another runner has claimed this session.");
        }
        var turn = session.turn();
        if (turn == null) {
            return begin(session, command);
        }
        return turn.suspended() ? resume(turn, session, command) : takeOver(turn, session, command);
    }

    static List<SessionEvent> decide(LiveSession session, Interrupt command) {
        ShelfRules.requireOpen(session);
        var facts = new Facts(command, session.workspaceId());
        interrupt(session, facts, !session.queue().isEmpty());
        return facts.all();
    }

    /** Marks the turn; its runner ends it. A turn that nobody runs ends at once. */
    static void interrupt(LiveSession session, Facts facts, boolean pauseQueue) {
        var turn = session.turn();
        var turnId = turn == null ? null : turn.id();
        facts.add(stamp -> new TurnInterrupted(stamp, session.id(), turnId, pauseQueue));
        if (turn != null && turn.suspended()) {
            count(session, turn, facts);
            end(session.id(), turn, StopReason.INTERRUPTED, turn.spent() == null ? Usage.NONE : turn.spent(), facts);
        }
    }

    /** What was spent before a turn was given up counts. */
    private static void count(LiveSession session, Turn turn, Facts facts) {
        var spent = turn.spent();
        if (spent != null) {
            var totals = session.totals().plus(spent);
            facts.add(stamp -> new UsageCounted(stamp, session.id(), turn.id(), spent, totals));
        }
    }

    /** Ends a turn; whatever tool is still open gets its result first. */
    static void end(String sessionId, Turn turn, StopReason reason, Usage usage, Facts facts) {
        for (var tool : turn.tools()) {
            var result = tool.stage() == Stage.STARTED
                    ? ToolResult.unknownEffect()
                    : ToolResult.notRun(Outcome.DENIED, "The turn ended before the call ran.");
            facts.add(stamp -> new ToolFinished(stamp, sessionId, turn.id(), tool.id(), result));
        }
        facts.add(stamp -> new TurnEnded(stamp, sessionId, turn.id(), reason, usage, turn.runId()));
    }

    private static List<SessionEvent> begin(LiveSession session, ClaimTurn command) {
        if (session.queue().isEmpty() || session.queue().paused()) {
            throw new Rejection(CONFLICT, "No message waits for a turn.");
        }
        var message = session.queue().waiting().getFirst();
        return claim(session, command, command.turnId())
                .add(stamp -> new TurnStarted(
                        stamp,
                        session.id(),
                        command.turnId(),
                        List.of(message.id()),
                        command.configVersion(),
                        message.runId()))
                .all();
    }

    private static List<SessionEvent> takeOver(Turn turn, LiveSession session, ClaimTurn command) {
        return claim(session, command, turn.id())
                .add(stamp -> new TurnRescheduled(stamp, session.id(), turn.id(), turn.at(Stage.STARTED)))
                .all();
    }

    private static List<SessionEvent> resume(Turn turn, LiveSession session, ClaimTurn command) {
        if (!turn.at(Stage.ASKED).isEmpty()) {
            throw new Rejection(CONFLICT, "The turn waits for a decision.");
        }
        return claim(session, command, turn.id())
                .add(stamp -> new TurnResumed(stamp, session.id(), turn.id(), command.configVersion()))
                .all();
    }

    private static Facts claim(LiveSession session, ClaimTurn command, String turnId) {
        return new Facts(command, session.workspaceId())
                .add(stamp -> new TurnClaimed(stamp, session.id(), turnId, command.generation(), command.runner()));
    }
}
