package dev.agentdesk.trigger.schedule;

/** Whether each run has a Session of its own, or all write into one. */
public enum SessionUse {
    NEW,
    REUSE
}
