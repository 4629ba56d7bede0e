package dev.agentdesk.contracts.workspace.v1;

/** A new, immutable configuration version is in force. */
public record ConfigurationChanged(String workspaceId, long configVersion) {}
