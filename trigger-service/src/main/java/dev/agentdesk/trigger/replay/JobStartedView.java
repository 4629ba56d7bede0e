package dev.agentdesk.trigger.replay;

/** Where the work can be followed. */
record JobStartedView(String jobId) {}
