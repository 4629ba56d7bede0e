package dev.agentdesk.contracts.session.v1;

/** Closed for new messages. */
public record SessionArchived(String sessionId, String workspaceId) {}
