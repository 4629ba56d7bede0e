package dev.agentdesk.session.permission;

/** What a permission policy says of one tool call, mildest first. */
public enum Verdict {
    ALLOW,
    ASK,
    DENY
}
