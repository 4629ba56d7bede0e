package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.ReplyPart.Asked;
import dev.agentdesk.session.conversation.ReplyPart.Said;
import dev.agentdesk.session.conversation.ReplyPart.Thought;
import dev.agentdesk.session.conversation.SessionCommand.CallModel;
import dev.agentdesk.session.conversation.SessionCommand.CompactContext;
import dev.agentdesk.session.conversation.SessionCommand.RecordReply;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.PlanChanged;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;

/**
 * What a runner writes about the model that it asks; pure.
 *
 * <p>A reply is written whole, with its end, or not at all: one that broke off is asked for again.
 */
final class ModelRules {

    private static final Ruling REMEMBERED = new Ruling(Verdict.ALLOW, "remembered for this session");

    private ModelRules() {}

    static void call(LiveSession session, Turn turn, CallModel command, Facts facts) {
        if (turn.interrupted()) {
            throw new Rejection(CONFLICT, "The turn was interrupted.");
        }
        facts.add(stamp -> new ModelCalled(
                stamp, session.id(), turn.id(), command.provider(), command.model(), command.purpose()));
    }

    /** All calls before all results: on the wire the results of one reply stand together behind it. */
    static void reply(LiveSession session, Turn turn, RecordReply command, Facts facts) {
        for (var part : command.parts()) {
            switch (part) {
                case Thought it ->
                    facts.addAs(
                            it.id(),
                            stamp -> new AgentThought(
                                    stamp, session.id(), turn.id(), it.text(), it.signature(), it.redacted()));
                case Said it ->
                    facts.addAs(it.id(), stamp -> new AgentReplied(stamp, session.id(), turn.id(), it.text()));
                case Asked it -> ask(session, turn, it, facts);
            }
        }
        facts.add(stamp -> new ModelAnswered(stamp, session.id(), turn.id(), command.callId(), command.answer()));
        for (var part : command.parts()) {
            if (part instanceof Asked asked) {
                settle(session, turn, asked, facts);
            }
        }
    }

    static void compact(LiveSession session, Turn turn, CompactContext command, Facts facts) {
        facts.add(stamp -> new ContextCompacted(
                stamp, session.id(), turn.id(), command.summary(), command.keptFromSeq(), command.tokensBefore()));
        var answer = command.answer();
        var callId = command.callId();
        if (answer != null && callId != null) {
            facts.add(stamp -> new ModelAnswered(stamp, session.id(), turn.id(), callId, answer));
        }
    }

    private static void ask(LiveSession session, Turn turn, Asked asked, Facts facts) {
        var ruling = ruling(session, asked);
        boolean ask = asks(ruling, asked);
        facts.addAs(
                asked.id(),
                stamp -> new ToolRequested(
                        stamp,
                        session.id(),
                        turn.id(),
                        asked.tool(),
                        asked.input(),
                        asked.inputSha256(),
                        ruling,
                        ask ? Ids.derive("apr", stamp.at(), asked.id()) : null,
                        ask ? asked.askUntil() : null));
    }

    private static void settle(LiveSession session, Turn turn, Asked asked, Facts facts) {
        var ruling = ruling(session, asked);
        var plan = asked.plan();
        if (plan != null) {
            facts.add(stamp -> new PlanChanged(stamp, session.id(), turn.id(), asked.id(), plan));
        }
        var result = asked.instead() != null
                ? asked.instead()
                : ruling.verdict() == Verdict.DENY
                        ? ToolResult.notRun(Outcome.DENIED, "Denied by the permission policy: " + ruling.rule())
                        : null;
        if (result != null) {
            facts.add(stamp -> new ToolFinished(stamp, session.id(), turn.id(), asked.id(), result));
        }
    }

    private static boolean asks(Ruling ruling, Asked asked) {
        return ruling.verdict() == Verdict.ASK && asked.instead() == null;
    }

    private static Ruling ruling(LiveSession session, Asked asked) {
        return remembered(session, asked.tool(), asked.inputSha256(), asked.ruling());
    }

    /** What a person allowed for the whole Session is not asked again. */
    static Ruling remembered(LiveSession session, String tool, String inputSha256, Ruling ruling) {
        return ruling.verdict() == Verdict.ASK && session.remembered().contains(ApprovalRules.key(tool, inputSha256))
                ? REMEMBERED
                : ruling;
    }
}
