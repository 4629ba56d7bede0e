package dev.agentdesk.session.conversation;

/** How a tool call ended. */
public enum Outcome {
    COMPLETED,
    FAILED,
    /** A rule, a person or an interrupt kept it from running. */
    DENIED,
    /** It had started when its runner or its Environment died; what it did is not known and it never runs again. */
    INTERRUPTED_UNKNOWN_EFFECT,
    OUTPUT_LIMIT
}
