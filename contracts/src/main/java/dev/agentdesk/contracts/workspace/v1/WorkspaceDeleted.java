package dev.agentdesk.contracts.workspace.v1;

/** Reversible for 30 days; nothing of it runs. */
public record WorkspaceDeleted(String workspaceId, long generation) {}
