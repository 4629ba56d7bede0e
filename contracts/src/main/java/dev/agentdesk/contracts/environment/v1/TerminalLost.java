package dev.agentdesk.contracts.environment.v1;

/**
 * A terminal does not run any more, and nobody saw it end.
 *
 * @param reason {@code crash} of the service, or {@code not-started}
 */
public record TerminalLost(String terminalId, String workspaceId, String reason) {}
