package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.trigger.schedule.ScheduleEvent.BackfillAsked;
import dev.agentdesk.trigger.schedule.ScheduleEvent.BufferDropped;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Cause;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Erased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.PolicyChosen;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleCreated;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDeleted;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDisabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleEnabled;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleErased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.SchedulePaused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleRenamed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleResumed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TaskReplaced;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickBuffered;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFinished;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickOpened;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickPlanned;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickRefused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TicksPassed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TimingReplaced;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Schedule that there is. Holds digests of what people wrote, never the words: it is kept in snapshots.
 *
 * @param progress how far the clock is decided
 */
record Live(Marks marks, Plan plan, Progress progress, RunBook runs) implements ScheduleState {

    /**
     * Who it is.
     *
     * @param seq the number of facts
     * @param version the {@code seq} of the newest fact about its settings; ticks don't change it
     * @param requests the newest requests for runs; a repeat is recognised
     */
    record Marks(
            long seq,
            long version,
            String workspaceId,
            Instant createdAt,
            String created,
            String name,
            String task,
            List<String> requests) {

        private static final int MOST_REQUESTS = 64;

        Marks {
            requests = List.copyOf(requests);
        }

        private Marks counted() {
            return new Marks(seq + 1, version, workspaceId, createdAt, created, name, task, requests);
        }

        private Marks edited() {
            return new Marks(seq, seq, workspaceId, createdAt, created, name, task, requests);
        }

        private Marks named(String digest) {
            return new Marks(seq, seq, workspaceId, createdAt, created, digest, task, requests);
        }

        private Marks asking(String digest) {
            return new Marks(seq, seq, workspaceId, createdAt, created, name, digest, requests);
        }

        private Marks requested(String request) {
            var all = new ArrayList<>(requests);
            all.add(request);
            return new Marks(
                    seq,
                    version,
                    workspaceId,
                    createdAt,
                    created,
                    name,
                    task,
                    all.subList(Math.max(0, all.size() - MOST_REQUESTS), all.size()));
        }
    }

    /** @param paused the code of the pause; null while it is not paused */
    record Plan(
            Timing timing,
            Policy policy,
            boolean enabled,
            @Nullable String paused) {

        boolean runs() {
            return enabled && paused == null;
        }
    }

    /**
     * How far the clock is decided.
     *
     * @param cursor the newest nominal instant that is decided, or the time from which on they count
     * @param next the instant that is decided next
     * @param counted runs by the clock
     * @param failures failed runs in a row
     * @param epoch which of the Sessions that runs share, one after the other, is the present one
     */
    record Progress(Instant cursor, @Nullable Planned next, long counted, int failures, int epoch) {

        private Progress decided(@Nullable Instant nominal) {
            return nominal == null || nominal.isBefore(cursor)
                    ? this
                    : new Progress(nominal, next, counted, failures, epoch);
        }

        private Progress ran() {
            return new Progress(cursor, next, counted + 1, failures, epoch);
        }

        private Progress planned(@Nullable Planned planned) {
            return new Progress(cursor, planned, counted, failures, epoch);
        }

        /** What passed until {@code now} is not asked for any more. */
        private Progress restarted(Instant now) {
            return decided(now);
        }

        /** As {@link #restarted}, unless something is planned. */
        private Progress woken(Instant now) {
            return next == null ? decided(now) : this;
        }

        /** A shared Session that is gone is followed by the next one. */
        private Progress refused(boolean sessionIsGone) {
            return new Progress(cursor, next, counted, failures + 1, sessionIsGone ? epoch + 1 : epoch);
        }

        private Progress failed(int times) {
            return new Progress(cursor, next, counted, times, epoch);
        }
    }

    /** An instant that is still to be decided. */
    record Planned(Instant nominalAt, Instant dueAt) {}

    static Live of(ScheduleCreated created) {
        var settings = created.settings();
        var marks = new Marks(
                1,
                1,
                created.workspaceId(),
                created.stamp().at(),
                settings.digest(),
                ScheduleSettings.digest(settings.name()),
                ScheduleSettings.digest(settings.task()),
                List.of());
        return new Live(
                marks,
                new Plan(settings.timing(), settings.policy(), settings.enabled(), null),
                new Progress(created.stamp().at(), null, 0, 0, 0),
                RunBook.EMPTY);
    }

    /** The Session for the next run; null if each has its own. */
    @Nullable
    String sharedSession(String scheduleId) {
        return plan.policy().session() == SessionUse.NEW
                ? null
                : Ids.derive("ses", marks.createdAt(), scheduleId, Integer.toString(progress.epoch()));
    }

    ScheduleState with(ScheduleEvent event) {
        var next = new Live(marks.counted(), plan, progress, runs.with(event));
        return switch (event) {
            case ScheduleCreated e -> throw new IllegalStateException("a schedule is created once");
            case ScheduleRenamed e -> next.marked(next.marks.named(ScheduleSettings.digest(e.name())));
            case TaskReplaced e -> next.marked(next.marks.asking(ScheduleSettings.digest(e.task())));
            case TimingReplaced e ->
                next.edited(new Plan(e.timing(), plan.policy(), plan.enabled(), plan.paused()))
                        .at(progress.restarted(e.stamp().at()));
            case PolicyChosen e ->
                next.edited(new Plan(plan.timing(), e.policy(), plan.enabled(), plan.paused()))
                        .at(progress.woken(e.stamp().at()));
            case ScheduleEnabled e ->
                next.edited(new Plan(plan.timing(), plan.policy(), true, plan.paused()))
                        .at(progress.woken(e.stamp().at()));
            case ScheduleDisabled e -> next.edited(new Plan(plan.timing(), plan.policy(), false, plan.paused()));
            case SchedulePaused e -> next.edited(new Plan(plan.timing(), plan.policy(), plan.enabled(), e.code()));
            case ScheduleResumed e ->
                next.edited(new Plan(plan.timing(), plan.policy(), plan.enabled(), null))
                        .at(progress.woken(e.stamp().at()).failed(0));
            case TickPlanned e -> next.at(progress.planned(planned(e)));
            case TickFired e -> next.fired(e, runs.waits(e.runId()));
            case TickBuffered e -> next.at(clocked(e.cause(), e.nominalAt(), true));
            case TicksPassed e
            when e.backfill() == null -> next.at(progress.decided(e.instants().getLast()));
            case TicksPassed e -> next;
            case BackfillAsked e -> next.marked(next.marks.requested(e.backfill()));
            case BufferDropped e -> next;
            case TickOpened e -> next;
            case TickFinished e -> next.at(progress.failed(Answers.failuresAfter(progress.failures(), e.stopReason())));
            case TickRefused e -> next.at(progress.refused(Answers.sessionIsGone(e.code())));
            case ScheduleDeleted e -> new Gone(false, next.runs);
            case ScheduleErased e -> new Gone(true, next.runs);
            case Erased e -> new Gone(true, next.runs);
        };
    }

    private static @Nullable Planned planned(TickPlanned event) {
        return event.nominalAt() == null || event.dueAt() == null
                ? null
                : new Planned(event.nominalAt(), event.dueAt());
    }

    /** A run that waited was counted when it began to wait. */
    private Live fired(TickFired event, boolean waited) {
        var asked = event.cause() == Cause.RUN_NOW ? marked(marks.requested(event.runId())) : this;
        return asked.at(clocked(event.cause(), event.nominalAt(), !waited));
    }

    private Progress clocked(Cause cause, @Nullable Instant nominal, boolean counts) {
        if (cause != Cause.ON_TIME && cause != Cause.CAUGHT_UP) {
            return progress;
        }
        var decided = progress.decided(nominal);
        return counts ? decided.ran() : decided;
    }

    private Live marked(Marks changed) {
        return new Live(changed, plan, progress, runs);
    }

    private Live edited(Plan changed) {
        return new Live(marks.edited(), changed, progress, runs);
    }

    private Live at(Progress changed) {
        return new Live(marks, plan, changed, runs);
    }
}
