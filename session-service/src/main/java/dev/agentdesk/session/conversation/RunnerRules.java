package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.ID_REUSED;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.CallModel;
import dev.agentdesk.session.conversation.SessionCommand.ChangePlan;
import dev.agentdesk.session.conversation.SessionCommand.CompactContext;
import dev.agentdesk.session.conversation.SessionCommand.EndTurn;
import dev.agentdesk.session.conversation.SessionCommand.FinishTool;
import dev.agentdesk.session.conversation.SessionCommand.OpenChild;
import dev.agentdesk.session.conversation.SessionCommand.RecordReply;
import dev.agentdesk.session.conversation.SessionCommand.RecordThought;
import dev.agentdesk.session.conversation.SessionCommand.Reply;
import dev.agentdesk.session.conversation.SessionCommand.ReportTrouble;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.conversation.SessionCommand.RunnerCommand;
import dev.agentdesk.session.conversation.SessionCommand.StartTool;
import dev.agentdesk.session.conversation.SessionCommand.SuspendTurn;
import dev.agentdesk.session.conversation.SessionCommand.TakeSteering;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ChildOpened;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.PlanChanged;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.ToolStarted;
import dev.agentdesk.session.conversation.SessionEvent.TroubleReported;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import dev.agentdesk.session.conversation.Turn.OpenTool;
import dev.agentdesk.session.conversation.Turn.Stage;
import dev.agentdesk.session.permission.Verdict;
import java.util.List;

/** What the runner of a turn may write, and that no other may; pure. */
final class RunnerRules {

    private RunnerRules() {}

    static List<SessionEvent> decide(LiveSession session, RunnerCommand command) {
        var turn = session.turn();
        if (turn == null || turn.suspended() || command.generation() != session.generation()) {
            throw new Rejection(STALE_GENERATION, "This runner does not own the turn any more.");
        }
        var facts = new Facts(command, session.workspaceId());
        switch (command) {
            case TakeSteering it -> steer(session, turn, facts);
            case RequestTool it -> request(session, turn, it, facts);
            case StartTool it -> start(session, turn, it, facts);
            case FinishTool it -> finish(session, turn, it, facts);
            case CallModel it -> ModelRules.call(session, turn, it, facts);
            case RecordReply it -> ModelRules.reply(session, turn, it, facts);
            case CompactContext it -> ModelRules.compact(session, turn, it, facts);
            case OpenChild it -> openChild(session, turn, it, facts);
            case Reply it -> facts.add(stamp -> new AgentReplied(stamp, session.id(), turn.id(), it.text()));
            case RecordThought it ->
                facts.add(stamp -> new AgentThought(stamp, session.id(), turn.id(), it.text(), null, false));
            case ChangePlan it ->
                facts.add(stamp -> new PlanChanged(stamp, session.id(), turn.id(), stamp.id(), it.items()));
            case ReportTrouble it ->
                facts.add(stamp ->
                        new TroubleReported(stamp, session.id(), turn.id(), it.kind(), it.retryable(), it.message()));
            case SuspendTurn it -> suspend(session, turn, facts);
            case EndTurn it -> end(session, turn, it, facts);
        }
        return facts.all();
    }

    private static void steer(LiveSession session, Turn turn, Facts facts) {
        var ids = session.queue().steeringIds();
        if (!ids.isEmpty() && !session.queue().paused()) {
            facts.add(stamp -> new MessagesJoined(stamp, session.id(), turn.id(), ids));
        }
    }

    private static void request(LiveSession session, Turn turn, RequestTool command, Facts facts) {
        var id = command.stamp().id();
        var known = turn.tool(id);
        if (known.isPresent()) {
            requireSame(known.get(), command);
            return;
        }
        requireNotInterrupted(turn);
        var ruling = ModelRules.remembered(session, command.tool(), command.inputSha256(), command.ruling());
        boolean ask = ruling.verdict() == Verdict.ASK;
        facts.add(stamp -> new ToolRequested(
                stamp,
                session.id(),
                turn.id(),
                command.tool(),
                command.input(),
                command.inputSha256(),
                ruling,
                ask ? Ids.derive("apr", stamp.at(), id) : null,
                ask ? command.askUntil() : null));
        if (ruling.verdict() == Verdict.DENY) {
            var denied = ToolResult.notRun(Outcome.DENIED, "Denied by the permission policy: " + ruling.rule());
            facts.add(stamp -> new ToolFinished(stamp, session.id(), turn.id(), id, denied));
        }
    }

    private static void start(LiveSession session, Turn turn, StartTool command, Facts facts) {
        requireNotInterrupted(turn);
        var tool = open(turn, command.toolUseId());
        if (tool.stage() != Stage.ALLOWED) {
            throw new Rejection(CONFLICT, "A call starts once, and only when it is allowed.");
        }
        facts.add(stamp -> new ToolStarted(stamp, session.id(), turn.id(), tool.id(), command.generation()));
    }

    private static void finish(LiveSession session, Turn turn, FinishTool command, Facts facts) {
        var tool = open(turn, command.toolUseId());
        if (tool.stage() == Stage.ASKED) {
            throw new Rejection(CONFLICT, "The call waits for a decision.");
        }
        facts.add(stamp -> new ToolFinished(stamp, session.id(), turn.id(), tool.id(), command.result()));
    }

    private static void openChild(LiveSession session, Turn turn, OpenChild command, Facts facts) {
        requireNotInterrupted(turn);
        if (open(turn, command.toolUseId()).stage() != Stage.STARTED) {
            throw new Rejection(CONFLICT, "Only a call that has started reaches another agent.");
        }
        facts.add(stamp -> new ChildOpened(
                stamp,
                session.id(),
                turn.id(),
                command.toolUseId(),
                command.childId(),
                command.childWorkspaceId(),
                command.messageId(),
                command.budgetUsd()));
    }

    private static void suspend(LiveSession session, Turn turn, Facts facts) {
        requireNotInterrupted(turn);
        var asked = turn.at(Stage.ASKED);
        if (!asked.isEmpty()) {
            facts.add(stamp -> new TurnSuspended(stamp, session.id(), turn.id(), asked));
        }
    }

    private static void end(LiveSession session, Turn turn, EndTurn command, Facts facts) {
        var totals = session.totals().plus(command.usage());
        facts.add(stamp -> new UsageCounted(stamp, session.id(), turn.id(), command.usage(), totals));
        var reason = turn.interrupted() ? StopReason.INTERRUPTED : command.reason();
        TurnRules.end(session.id(), turn, reason, command.usage(), facts);
    }

    private static OpenTool open(Turn turn, String toolUseId) {
        return turn.tool(toolUseId)
                .orElseThrow(() -> new Rejection(CONFLICT, "There is no open call " + toolUseId + "."));
    }

    private static void requireSame(OpenTool known, RequestTool command) {
        if (!known.tool().equals(command.tool()) || !known.inputSha256().equals(command.inputSha256())) {
            throw new Rejection(ID_REUSED, "The call " + known.id() + " has other input.");
        }
    }

    private static void requireNotInterrupted(Turn turn) {
        if (turn.interrupted()) {
            throw new Rejection(CONFLICT, "The turn was interrupted.");
        }
    }
}
