package dev.agentdesk.contracts.session.v1;

/** Reversible for 30 days. */
public record SessionDeleted(String sessionId, String workspaceId) {}
