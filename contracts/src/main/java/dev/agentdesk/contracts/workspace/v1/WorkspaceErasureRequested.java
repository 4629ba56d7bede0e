package dev.agentdesk.contracts.workspace.v1;

/** Final: each service erases what it holds and answers with its own fact. */
public record WorkspaceErasureRequested(String workspaceId) {}
