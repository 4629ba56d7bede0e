package dev.agentdesk.contracts.session.v1;

/** Work waits in a Session; its Workspace is started if it may be. */
public record MessageAccepted(String sessionId, String workspaceId, String eventId) {}
