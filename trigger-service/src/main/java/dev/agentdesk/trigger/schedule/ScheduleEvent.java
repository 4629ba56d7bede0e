package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.trigger.route.BusyPolicy;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can have happened to a {@link Schedule}; private to this service. Names, tasks and reasons that
 * people wrote are sealed, everything about its runs is in the clear.
 */
public sealed interface ScheduleEvent extends DomainEvent {

    String scheduleId();

    @Override
    default String aggregateId() {
        return scheduleId();
    }

    /** Why there is a run. */
    enum Cause {
        ON_TIME,
        CAUGHT_UP,
        BACKFILL,
        RUN_NOW
    }

    /** Why there is none for an instant. */
    enum Passed {
        SKIPPED,
        MISSED,
        HELD
    }

    /** Sealed. */
    record ScheduleCreated(Stamp stamp, String scheduleId, String workspaceId, ScheduleSettings settings)
            implements ScheduleEvent {}

    /** Sealed. */
    record ScheduleRenamed(Stamp stamp, String scheduleId, String name) implements ScheduleEvent {}

    /** Sealed. */
    record TaskReplaced(Stamp stamp, String scheduleId, Task task) implements ScheduleEvent {}

    record TimingReplaced(Stamp stamp, String scheduleId, Timing timing) implements ScheduleEvent {}

    record PolicyChosen(Stamp stamp, String scheduleId, Policy policy) implements ScheduleEvent {}

    record ScheduleEnabled(Stamp stamp, String scheduleId) implements ScheduleEvent {}

    record ScheduleDisabled(Stamp stamp, String scheduleId) implements ScheduleEvent {}

    /** Sealed. {@code code} is {@code asked} or {@code failures}. */
    record SchedulePaused(Stamp stamp, String scheduleId, String code, String reason) implements ScheduleEvent {}

    record ScheduleResumed(Stamp stamp, String scheduleId) implements ScheduleEvent {}

    /** The next instant and when it is due; both null: there is none. */
    record TickPlanned(
            Stamp stamp,
            String scheduleId,
            @Nullable Instant nominalAt,
            @Nullable Instant dueAt) implements ScheduleEvent {}

    /**
     * A run starts. {@code interrupts} are the runs whose turns are to end for it; {@code sessionId} is the Session
     * that all runs share, null for one of its own.
     */
    record TickFired(
            Stamp stamp,
            String scheduleId,
            String runId,
            String workspaceId,
            @Nullable Instant nominalAt,
            Cause cause,
            BusyPolicy onBusy,
            @Nullable String sessionId,
            List<String> interrupts)
            implements ScheduleEvent {}

    /** A run waits for another one. */
    record TickBuffered(
            Stamp stamp,
            String scheduleId,
            String runId,
            String workspaceId,
            Instant nominalAt,
            Cause cause,
            String behind)
            implements ScheduleEvent {}

    /** Instants without a run, all for one reason. {@code backfill} names the request, if one asked for them. */
    record TicksPassed(
            Stamp stamp,
            String scheduleId,
            String workspaceId,
            Passed outcome,
            String code,
            @Nullable String ref,
            @Nullable String backfill,
            List<Instant> instants)
            implements ScheduleEvent {}

    /** Somebody wants the instants of a time again; the runs of it follow. */
    record BackfillAsked(Stamp stamp, String scheduleId, String backfill, Instant from, Instant to, Overlap overlap)
            implements ScheduleEvent {}

    /** Runs that waited never start. */
    record BufferDropped(Stamp stamp, String scheduleId, String code, List<String> runIds) implements ScheduleEvent {}

    record TickOpened(Stamp stamp, String scheduleId, String runId, String sessionId) implements ScheduleEvent {}

    record TickFinished(
            Stamp stamp,
            String scheduleId,
            String runId,
            String sessionId,
            @Nullable String turnId,
            String stopReason,
            @Nullable String costUsd)
            implements ScheduleEvent {}

    record TickRefused(Stamp stamp, String scheduleId, String runId, String code) implements ScheduleEvent {}

    record ScheduleDeleted(Stamp stamp, String scheduleId) implements ScheduleEvent {}

    record ScheduleErased(Stamp stamp, String scheduleId) implements ScheduleEvent {}

    /** Stands where a sealed event was whose key is destroyed. */
    record Erased(Stamp stamp, String scheduleId, String was) implements ScheduleEvent {}
}
