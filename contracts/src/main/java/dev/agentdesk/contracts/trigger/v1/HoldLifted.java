package dev.agentdesk.contracts.trigger.v1;

/** A hold stops nothing any more. */
public record HoldLifted(String holdId) {}
