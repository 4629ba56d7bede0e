package dev.agentdesk.contracts.environment.v1;

/** A program was started on a terminal in the Workspace's Environment. */
public record TerminalOpened(String terminalId, String workspaceId) {}
