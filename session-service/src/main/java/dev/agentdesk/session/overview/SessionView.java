package dev.agentdesk.session.overview;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Session as clients see it.
 *
 * @param waitingFor what a queued turn waits for: {@code workspace, slot, configuration, hold}
 * @param attention whether a person should look: a decision is asked for, or the last turn failed
 */
public record SessionView(
        String id,
        String workspaceId,
        @Nullable String title,
        Map<String, String> metadata,
        String status,
        @Nullable String waitingFor,
        @Nullable Map<String, Object> stopReason,
        Origin origin,
        @Nullable String runId,
        @Nullable String parentId,
        @Nullable Integer configVersion,
        @Nullable String turnId,
        UsageView usage,
        long lastSeq,
        int queueLength,
        boolean queuePaused,
        int pendingApprovals,
        boolean attention,
        Instant createdAt,
        String createdBy,
        Instant updatedAt,
        @Nullable Instant archivedAt,
        @Nullable Instant deletedAt,
        @Nullable Instant erasedAt) {

    /** What opened it. */
    public record Origin(String type, @Nullable String id) {}

    /** Running totals; a cost that is not known is null. */
    public record UsageView(
            long inputTokens, long outputTokens, @Nullable String costUsd, long toolCalls) {}
}
