package dev.agentdesk.contracts.session.v1;

/** All Sessions of the Workspace are erased. */
public record WorkspaceSessionsErased(String workspaceId) {}
