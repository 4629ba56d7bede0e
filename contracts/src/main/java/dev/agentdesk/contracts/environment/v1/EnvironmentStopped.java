package dev.agentdesk.contracts.environment.v1;

/** No process of the Workspace is left. */
public record EnvironmentStopped(String workspaceId, long generation) {}
