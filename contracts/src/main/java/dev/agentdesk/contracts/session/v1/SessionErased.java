package dev.agentdesk.contracts.session.v1;

/** Its content can never be read again. */
public record SessionErased(String sessionId, String workspaceId) {}
