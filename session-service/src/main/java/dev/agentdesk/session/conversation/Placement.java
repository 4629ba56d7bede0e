package dev.agentdesk.session.conversation;

/** Where in the queue an accepted message went. */
public enum Placement {
    BACK,
    FRONT,
    /** Into the running turn. */
    TURN
}
