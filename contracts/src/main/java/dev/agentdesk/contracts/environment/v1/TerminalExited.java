package dev.agentdesk.contracts.environment.v1;

import org.jspecify.annotations.Nullable;

/**
 * A terminal's program ended, and will not run again.
 *
 * @param cause {@code ended} by itself, {@code closed} by a person, {@code environment-stopped}, {@code shut-down}
 * @param bytes how much it printed
 */
public record TerminalExited(
        String terminalId,
        String workspaceId,
        int exitCode,
        @Nullable String signal,
        String cause,
        long bytes) {}
