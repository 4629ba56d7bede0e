package dev.agentdesk.contracts.workspace.v1;

/** The Workspace is back, stopped. */
public record WorkspaceUndeleted(String workspaceId) {}
