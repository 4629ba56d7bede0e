package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;

/** A request that does not pass the door. The sender learns code and detail, the owner of the connector the reason. */
final class HookRefused extends RuntimeException {

    private final ProblemCode code;
    private final String reason;

    HookRefused(ProblemCode code, String reason, String detail) {
        super(detail, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    /** Always the same, whatever was wrong: a sender that guesses learns nothing. */
    static HookRefused unproven(String reason) {
        return new HookRefused(ProblemCode.UNAUTHENTICATED, reason, "The request does not prove who sent it.");
    }

    ProblemCode code() {
        return code;
    }

    String reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
