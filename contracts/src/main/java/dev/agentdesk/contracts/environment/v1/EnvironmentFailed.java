package dev.agentdesk.contracts.environment.v1;

/** The Environment could not be started; code and reason are for people. */
public record EnvironmentFailed(String workspaceId, long generation, String code, String reason) {}
