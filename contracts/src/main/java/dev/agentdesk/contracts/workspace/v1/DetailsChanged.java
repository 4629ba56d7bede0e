package dev.agentdesk.contracts.workspace.v1;

/** Name, slug, description or tags changed; ask for them. */
public record DetailsChanged(String workspaceId, long version) {}
