package dev.agentdesk.contracts.session.v1;

/** A turn began with that configuration version. */
public record TurnStarted(String sessionId, String workspaceId, String turnId, long configVersion) {}
