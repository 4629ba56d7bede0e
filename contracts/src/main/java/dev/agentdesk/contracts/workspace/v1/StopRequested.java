package dev.agentdesk.contracts.workspace.v1;

/** No process of the Workspace shall run; files and history stay. */
public record StopRequested(String workspaceId, long generation) {}
