package dev.agentdesk.terminal.tty;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is recorded of a terminal; its size is the one it was opened with. */
record TerminalRow(
        String id,
        String workspaceId,
        String executionId,
        String node,
        String status,
        int columns,
        int rows,
        String actorType,
        String actorId,
        Instant openedAt,
        @Nullable Integer exitCode,
        @Nullable String signal,
        @Nullable String reason,
        @Nullable Long bytes,
        @Nullable Instant endedAt) {

    boolean isRunning() {
        return status.equals("running");
    }
}
