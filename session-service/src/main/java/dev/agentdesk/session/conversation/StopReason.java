package dev.agentdesk.session.conversation;

/** Why a turn ended; closed vocabulary. That a turn waits for a person is another event: it has not ended. */
public enum StopReason {
    END_TURN,
    INTERRUPTED,
    RETRIES_EXHAUSTED,
    BUDGET_REACHED,
    MAX_TOKENS,
    REFUSAL,
    FAILED
}
