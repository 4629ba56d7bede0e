package dev.agentdesk.contracts.session.v1;

/** A person decided, or time did. */
public record ApprovalDecided(String approvalId, String sessionId, String workspaceId, String status) {}
