package dev.agentdesk.trigger.publishing;

import dev.agentdesk.contracts.trigger.v1.ScheduleChanged;
import dev.agentdesk.contracts.trigger.v1.TickFired;
import dev.agentdesk.contracts.trigger.v1.TicksPassed;
import dev.agentdesk.trigger.schedule.RunIds;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Cause;
import dev.agentdesk.trigger.schedule.ScheduleEvent.PolicyChosen;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleCreated;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDeleted;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDisabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleEnabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.SchedulePaused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleRenamed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleResumed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TaskReplaced;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TimingReplaced;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** What the world learns about schedules: ids, times and outcomes. */
final class ScheduleFacts {

    private ScheduleFacts() {}

    static Optional<Object> translate(ScheduleEvent event) {
        return switch (event) {
            case ScheduleEvent.TickFired e -> Optional.of(fired(e));
            case ScheduleEvent.TicksPassed e -> Optional.of(passed(e));
            case ScheduleCreated e -> changed(e, "created");
            case ScheduleRenamed e -> changed(e, "edited");
            case TaskReplaced e -> changed(e, "edited");
            case TimingReplaced e -> changed(e, "edited");
            case PolicyChosen e -> changed(e, "edited");
            case ScheduleEnabled e -> changed(e, "edited");
            case ScheduleDisabled e -> changed(e, "edited");
            case SchedulePaused e -> changed(e, "paused");
            case ScheduleResumed e -> changed(e, "resumed");
            case ScheduleDeleted e -> changed(e, "deleted");
            default -> Optional.empty();
        };
    }

    private static Optional<Object> changed(ScheduleEvent event, String change) {
        return Optional.of(new ScheduleChanged(
                event.scheduleId(), Objects.requireNonNull(event.stamp().workspaceId()), change));
    }

    private static TickFired fired(ScheduleEvent.TickFired event) {
        return new TickFired(
                event.runId(),
                event.scheduleId(),
                event.workspaceId(),
                event.nominalAt(),
                outcome(event.cause()),
                event.onBusy().wire(),
                event.sessionId(),
                event.interrupts());
    }

    private static String outcome(Cause cause) {
        return switch (cause) {
            case ON_TIME, RUN_NOW -> "fired";
            case CAUGHT_UP -> "caught_up";
            case BACKFILL -> "backfilled";
        };
    }

    private static TicksPassed passed(ScheduleEvent.TicksPassed event) {
        var instants = event.instants();
        return new TicksPassed(
                event.scheduleId(),
                event.workspaceId(),
                event.outcome().name().toLowerCase(Locale.ROOT),
                event.code(),
                instants.size(),
                instants.getFirst(),
                instants.getLast(),
                instants.size() == 1 ? RunIds.of(event.scheduleId(), instants.getFirst(), event.backfill()) : null);
    }
}
