package dev.agentdesk.contracts.trigger.v1;

/** Deliveries and runs of the Workspace hold no content any more. */
public record WorkspaceAutomationErased(String workspaceId) {}
