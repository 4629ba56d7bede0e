package dev.agentdesk.contracts.trigger.v1;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A schedule decided to start work; the prompt is asked for by the run's id.
 *
 * @param nominalAt the time that it is about; null where somebody asked for a run at once
 * @param sessionId the Session that all runs of the schedule share; null: the run opens one of its own
 * @param interrupts runs of the schedule whose turns are to end for this one
 */
public record TickFired(
        String runId,
        String scheduleId,
        String workspaceId,
        @Nullable Instant nominalAt,
        String outcome,
        String onBusy,
        @Nullable String sessionId,
        List<String> interrupts) {}
