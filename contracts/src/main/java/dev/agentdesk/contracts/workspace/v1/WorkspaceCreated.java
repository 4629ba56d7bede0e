package dev.agentdesk.contracts.workspace.v1;

/** A Workspace exists from now on, in its first configuration version. */
public record WorkspaceCreated(String workspaceId, String slug, String owner, String visibility, long configVersion) {}
