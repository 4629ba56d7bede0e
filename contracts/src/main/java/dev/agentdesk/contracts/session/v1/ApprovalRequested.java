package dev.agentdesk.contracts.session.v1;

/** A tool or a question waits for a person. */
public record ApprovalRequested(String approvalId, String sessionId, String workspaceId, String kind) {}
