package dev.agentdesk.contracts.workspace.v1;

/** What was observed of the Workspace, after workspace-service took note: {@code running, failed, stopped}. */
public record StatusChanged(String workspaceId, String status, long generation) {}
