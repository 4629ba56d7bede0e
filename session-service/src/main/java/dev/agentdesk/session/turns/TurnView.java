package dev.agentdesk.session.turns;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A turn as clients see it.
 *
 * @param status {@code running}, {@code requires_action} or {@code ended}
 * @param eventIds the messages that it took
 */
public record TurnView(
        String id,
        String sessionId,
        String workspaceId,
        String status,
        @Nullable Map<String, Object> stopReason,
        List<String> eventIds,
        int configVersion,
        @Nullable String runId,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long durationMs,
        int takeOvers,
        long startedSeq,
        @Nullable Long endedSeq,
        @Nullable Map<String, @Nullable Object> usage) {}
