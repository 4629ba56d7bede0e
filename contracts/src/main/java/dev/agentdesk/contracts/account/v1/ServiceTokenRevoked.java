package dev.agentdesk.contracts.account.v1;

/** The token opens nothing any more; streams that it opened end. */
public record ServiceTokenRevoked(String tokenId) {}
