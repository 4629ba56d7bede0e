package dev.agentdesk.contracts.environment.v1;

/** The processes of this generation may run, isolated as said. */
public record EnvironmentReady(String workspaceId, long generation, Isolation isolation) {}
