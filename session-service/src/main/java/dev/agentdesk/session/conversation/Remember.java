package dev.agentdesk.session.conversation;

/** How long a decision holds: for this call, or for every call of this Session with the same input. */
public enum Remember {
    ONCE,
    SESSION
}
