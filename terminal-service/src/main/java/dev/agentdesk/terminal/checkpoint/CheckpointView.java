package dev.agentdesk.terminal.checkpoint;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of the files as clients see it.
 *
 * @param reason {@code turn_started, turn_ended, restore_asked, restored}
 * @param skipped how many links, special and very large files are not in it
 */
record CheckpointView(
        String id,
        String workspaceId,
        String reason,
        @Nullable String sessionId,
        @Nullable String turnId,
        int files,
        long bytes,
        int skipped,
        Instant at) {}
