package dev.agentdesk.session.runner;

import dev.agentdesk.session.agents.AgentCalls;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.engine.Step;
import dev.agentdesk.session.permission.Canonical;
import dev.agentdesk.session.permission.Policy;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.ToolCall;
import dev.agentdesk.session.permission.Verdict;

/** Applies the policy to a call, and what a question becomes where automation started the Session. */
record Judge(Policy policy, boolean unattended) {

    /** Longer input can't be looked at before it is approved. */
    private static final int MOST_INPUT = 1024 * 1024;

    /** What shows or changes nothing but what people see of the turn. */
    static final Ruling HARMLESS = new Ruling(Verdict.ALLOW, "built in");

    private static final Ruling QUESTION = new Ruling(Verdict.ASK, "built in: a question to a person");

    /** @param endsTurn the turn fails over it */
    record Judgement(Ruling ruling, boolean endsTurn) {}

    Judgement judge(Step.CallTool call) {
        if (Canonical.json(call.input()).length() > MOST_INPUT) {
            return new Judgement(new Ruling(Verdict.DENY, "limit: input of 1 MiB"), false);
        }
        var ruling = switch (call.tool()) {
            case SessionEvent.QUESTION -> QUESTION;
            case AgentCalls.RESULT, "job" -> HARMLESS;
            default -> policy.evaluate(new ToolCall(call.tool(), call.input()));
        };
        if (ruling.verdict() != Verdict.ASK
                || !unattended
                || policy.onUnattendedAsk().equals("wait")) {
            return new Judgement(ruling, false);
        }
        var denied = new Ruling(Verdict.DENY, ruling.rule() + "; on_unattended_ask: " + policy.onUnattendedAsk());
        return new Judgement(denied, policy.onUnattendedAsk().equals("fail"));
    }
}
