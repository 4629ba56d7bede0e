package dev.agentdesk.contracts.environment.v1;

/** Files, outputs and executions of the Workspace are gone. */
public record EnvironmentErased(String workspaceId) {}
