package dev.agentdesk.contracts.workspace.v1;

/** Every service has answered; only order, counts and usage are left. */
public record WorkspaceErased(String workspaceId) {}
