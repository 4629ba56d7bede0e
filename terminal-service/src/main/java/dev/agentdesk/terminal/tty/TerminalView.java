package dev.agentdesk.terminal.tty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A terminal as people see it.
 *
 * @param reason why it does not run any more: {@code ended}, {@code closed}, {@code environment-stopped},
 *     {@code shut-down}, {@code crash} or {@code not-started}
 * @param viewers how many watch
 * @param driver the principal that drives
 */
record TerminalView(
        String id,
        String workspaceId,
        String executionId,
        String status,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String reason,
        int cols,
        int rows,
        String title,
        String command,
        String cwd,
        int viewers,
        @Nullable String driver,
        Opener openedBy,
        Instant openedAt,
        @Nullable Instant endedAt,
        @Nullable Long bytes,
        @Nullable RecordingView recording) {

    /** Who opened it. */
    record Opener(String type, String id) {}

    /** @param complete false if it reached its largest size */
    record RecordingView(long bytes, boolean complete) {}
}
