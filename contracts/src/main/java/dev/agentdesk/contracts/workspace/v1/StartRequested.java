package dev.agentdesk.contracts.workspace.v1;

/** The Workspace shall run. A higher generation makes every lower one void. */
public record StartRequested(String workspaceId, long generation, long configVersion) {}
