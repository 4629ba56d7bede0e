package dev.agentdesk.contracts.workspace.v1;

/** A right given to a principal: {@code viewer} or {@code editor}. */
public record Grant(String principal, String role) {}
