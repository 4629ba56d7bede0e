package dev.agentdesk.contracts.account.v1;

/** Somebody can sign in from now on. */
public record AccountCreated(String accountId, String role) {}
