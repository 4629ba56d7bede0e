package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.ALREADY_DECIDED;
import static dev.agentdesk.contracts.ProblemCode.APPROVAL_CHANGED;
import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.EXPIRED;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.AnswerQuestion;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.ExpireApproval;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.Turn.OpenTool;
import dev.agentdesk.session.conversation.Turn.Stage;
import java.time.Instant;
import java.util.List;

/**
 * A decision holds for exactly the input that was shown; it is taken once, and an expired one is not a denied one;
 * pure.
 */
final class ApprovalRules {

    private ApprovalRules() {}

    /** What a person remembers when they allow a call for the whole Session: this tool with this input. */
    static String key(String tool, String inputSha256) {
        return tool + " " + inputSha256;
    }

    static List<SessionEvent> decide(LiveSession session, DecideApproval command) {
        ShelfRules.requireOpen(session);
        var tool = asked(session, command.toolUseId());
        if (command.inputSha256() != null && !command.inputSha256().equals(tool.inputSha256())) {
            throw new Rejection(APPROVAL_CHANGED, "The input is another one; look at it again.", tool.inputSha256());
        }
        if (due(tool, command.stamp().at())) {
            throw new Rejection(EXPIRED, "The approval expired at " + tool.expiresAt() + ".");
        }
        if (command.allow() && tool.tool().equals(SessionEvent.QUESTION)) {
            throw new Rejection(CONFLICT, "This is a question: answer it, or decline with a reason.");
        }
        var facts = new Facts(command, session.workspaceId()).add(stamp -> decided(session, tool, command, stamp));
        if (!command.allow()) {
            var reason = command.reason() == null ? "" : ": " + command.reason();
            finish(session, tool, Outcome.DENIED, "Denied by a person" + reason, facts);
        }
        return facts.all();
    }

    static List<SessionEvent> decide(LiveSession session, AnswerQuestion command) {
        ShelfRules.requireOpen(session);
        var tool = asked(session, command.toolUseId());
        if (!tool.tool().equals(SessionEvent.QUESTION)) {
            throw new Rejection(CONFLICT, "This is no question: allow or deny it.");
        }
        if (due(tool, command.stamp().at())) {
            throw new Rejection(EXPIRED, "The question expired at " + tool.expiresAt() + ".");
        }
        var turnId = session.current().id();
        var given = new ToolResult(
                Outcome.COMPLETED, false, ToolResult.Output.text(String.join("\n", command.answers())), null, 0);
        return new Facts(command, session.workspaceId())
                .add(stamp -> new QuestionAnswered(
                        stamp, session.id(), turnId, tool.id(), String.valueOf(tool.approvalId()), command.answers()))
                .add(stamp -> new ToolFinished(stamp, session.id(), turnId, tool.id(), given))
                .all();
    }

    static List<SessionEvent> decide(LiveSession session, ExpireApproval command) {
        var turn = session.turn();
        var tool = turn == null ? null : turn.tool(command.toolUseId()).orElse(null);
        if (turn == null
                || tool == null
                || tool.stage() != Stage.ASKED
                || !due(tool, command.stamp().at())) {
            return List.of();
        }
        var facts = new Facts(command, session.workspaceId())
                .add(stamp -> new ApprovalExpired(
                        stamp, session.id(), turn.id(), tool.id(), String.valueOf(tool.approvalId())));
        finish(session, tool, Outcome.FAILED, "Nobody decided before the approval expired; it did not run.", facts);
        return facts.all();
    }

    private static OpenTool asked(LiveSession session, String toolUseId) {
        var settled = session.settled().find(toolUseId);
        if (settled.isPresent()) {
            throw settled.get().expired()
                    ? new Rejection(EXPIRED, "The approval expired.")
                    : new Rejection(ALREADY_DECIDED, "The approval was decided already.");
        }
        var turn = session.turn();
        if (turn == null) {
            throw Rejection.notFound();
        }
        return turn.tool(toolUseId).filter(it -> it.stage() == Stage.ASKED).orElseThrow(Rejection::notFound);
    }

    private static boolean due(OpenTool tool, Instant now) {
        return tool.expiresAt() != null && !now.isBefore(tool.expiresAt());
    }

    private static ApprovalDecided decided(LiveSession session, OpenTool tool, DecideApproval command, Stamp stamp) {
        return new ApprovalDecided(
                stamp,
                session.id(),
                session.current().id(),
                tool.id(),
                String.valueOf(tool.approvalId()),
                command.allow(),
                tool.inputSha256(),
                command.reason(),
                command.remember());
    }

    private static void finish(LiveSession session, OpenTool tool, Outcome outcome, String why, Facts facts) {
        var turnId = session.current().id();
        facts.add(stamp -> new ToolFinished(stamp, session.id(), turnId, tool.id(), ToolResult.notRun(outcome, why)));
    }
}
