package dev.agentdesk.contracts.session.v1;

/** The run of an automation opened nothing; the code says why. */
public record RunRefused(String runId, String workspaceId, String code) {}
