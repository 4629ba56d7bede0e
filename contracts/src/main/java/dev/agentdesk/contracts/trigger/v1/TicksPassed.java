package dev.agentdesk.contracts.trigger.v1;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A schedule decided not to start work for some times, all for one reason.
 *
 * @param runId of the only one; null for several
 */
public record TicksPassed(
        String scheduleId,
        String workspaceId,
        String outcome,
        String code,
        int count,
        Instant firstAt,
        Instant lastAt,
        @Nullable String runId) {}
