package dev.agentdesk.session.conversation;

/** What becomes of a message that arrives while a turn runs. */
public enum OnBusy {
    /** It waits for its own turn. */
    ENQUEUE,
    /** The running turn sees it at its next step. */
    STEER,
    /** The running turn is stopped and this one is next. */
    INTERRUPT,
    /** It is refused. */
    REJECT
}
