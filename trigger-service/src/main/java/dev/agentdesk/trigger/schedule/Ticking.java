package dev.agentdesk.trigger.schedule;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Backfill;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Cause;
import dev.agentdesk.trigger.schedule.ScheduleEvent.Passed;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickBuffered;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TicksPassed;
import dev.agentdesk.trigger.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of single instants: a run, a place in the queue, or a reason why there is none. Pure; used once. */
final class Ticking {

    /** Instants of one append; what is left is decided by the next tick, at once. */
    private static final int MOST_AT_ONCE = 500;

    /** Instants of one backfill. */
    static final int MOST_BACKFILLED = 1_000;

    /** The queue of {@link Overlap#BUFFER_ALL}, and runs beside each other. */
    private static final int MOST_WAITING = 1_000;

    /** A start of the platform, a garbage collection or a fail-over is no outage. */
    private static final Duration STILL_ON_TIME = Duration.ofMinutes(1);

    private record Reason(
            Passed outcome, String code, @Nullable String ref) {}

    private final Decisions decisions;
    private @Nullable Reason passing;
    private @Nullable String backfill;
    private final List<Instant> passed = new ArrayList<>();

    Ticking(Decisions decisions) {
        this.decisions = decisions;
    }

    /** All instants that are due, oldest first; while a hold stands none of them runs, ever. */
    void decideDue(@Nullable String hold) {
        var planned = decisions.live().progress().next();
        if (planned == null) {
            return;
        }
        var timing = decisions.live().plan().timing();
        var nominals = timing.nominals();
        @Nullable Instant nominal = planned.nominalAt();
        for (int i = 0; i < MOST_AT_ONCE && nominal != null && isDue(timing, nominal) && mayRun(); i++) {
            var next = nominals.next(nominal);
            if (hold == null) {
                decide(nominal, timing.due(decisions.scheduleId(), nominal), next != null && isDue(timing, next));
            } else {
                pass(nominal, new Reason(Passed.HELD, "held", hold));
            }
            nominal = next;
        }
        flush();
    }

    /** The instants of a time once more, decided by an overlap policy of their own. */
    void backfill(Backfill asked) {
        var timing = new Timing(decisions.live().plan().timing().spec(), Duration.ZERO, null, null);
        var found = timing.nominals().upcoming(asked.from().minusNanos(1), asked.to(), MOST_BACKFILLED + 1);
        if (found.size() > MOST_BACKFILLED) {
            throw new Rejection(
                    ProblemCode.CONFLICT, "At most " + MOST_BACKFILLED + " runs at once: ask for a shorter time.");
        }
        backfill = asked.requestId();
        found.forEach(occurrence -> start(occurrence.nominalAt(), Cause.BACKFILL, asked.overlap()));
        flush();
    }

    private boolean isDue(Timing timing, Instant nominal) {
        return !timing.due(decisions.scheduleId(), nominal).isAfter(decisions.now());
    }

    private boolean mayRun() {
        var most = decisions.live().plan().policy().maxRuns();
        return most == null || decisions.live().progress().counted() < most;
    }

    private void decide(Instant nominal, Instant due, boolean hasSuccessor) {
        var policy = decisions.live().plan().policy();
        if (!due.plus(STILL_ON_TIME).isBefore(decisions.now())) {
            start(nominal, Cause.ON_TIME, policy.overlap());
            return;
        }
        var missed = missed(policy.catchUp(), due, hasSuccessor);
        if (missed != null) {
            pass(nominal, new Reason(Passed.MISSED, missed, null));
        } else {
            start(nominal, Cause.CAUGHT_UP, policy.overlap());
        }
    }

    /** Why a late instant has no run; null if it has one after all. */
    private @Nullable String missed(CatchUp catchUp, Instant due, boolean hasSuccessor) {
        if (due.plus(catchUp.window()).isBefore(decisions.now())) {
            return "outside-window";
        }
        return switch (catchUp.mode()) {
            case ALL -> null;
            case NONE -> "no-catch-up";
            case LATEST -> hasSuccessor ? "superseded" : null;
        };
    }

    private void start(Instant nominal, Cause cause, Overlap overlap) {
        var runs = decisions.live().runs();
        if (!runs.isBusy()) {
            fire(nominal, cause, List.of());
            return;
        }
        switch (overlap) {
            case SKIP -> skip(nominal, "overlap", first(runs));
            case BUFFER_ONE -> buffer(nominal, cause, runs, 1);
            case BUFFER_ALL -> buffer(nominal, cause, runs, MOST_WAITING);
            case INTERRUPT_OTHER -> fireUpTo(nominal, cause, runs, runs.openIds());
            case ALLOW_ALL -> fireUpTo(nominal, cause, runs, List.of());
        }
    }

    private void fireUpTo(Instant nominal, Cause cause, RunBook runs, List<String> interrupts) {
        if (runs.open().size() >= MOST_WAITING) {
            skip(nominal, "too-many-runs", first(runs));
        } else {
            fire(nominal, cause, interrupts);
        }
    }

    private void fire(Instant nominal, Cause cause, List<String> interrupts) {
        flush();
        decisions.fire(RunIds.of(decisions.scheduleId(), nominal, backfill), nominal, cause, interrupts);
    }

    private void buffer(Instant nominal, Cause cause, RunBook runs, int most) {
        if (runs.waiting().size() >= most) {
            skip(nominal, "buffer-full", first(runs));
            return;
        }
        flush();
        var run = RunIds.of(decisions.scheduleId(), nominal, backfill);
        decisions.addRun(
                run,
                cause,
                stamp -> new TickBuffered(
                        stamp,
                        decisions.scheduleId(),
                        run,
                        decisions.live().marks().workspaceId(),
                        nominal,
                        cause,
                        first(runs)));
    }

    private static String first(RunBook runs) {
        return runs.open().isEmpty()
                ? runs.waiting().getFirst().runId()
                : runs.open().getFirst().runId();
    }

    private void skip(Instant nominal, String code, String ref) {
        pass(nominal, new Reason(Passed.SKIPPED, code, ref));
    }

    /** Neighbours with the same reason become one fact. */
    private void pass(Instant nominal, Reason reason) {
        if (!reason.equals(passing)) {
            flush();
            passing = reason;
        }
        passed.add(nominal);
    }

    private void flush() {
        var reason = passing;
        if (reason == null) {
            return;
        }
        var instants = List.copyOf(passed);
        decisions.add(stamp -> new TicksPassed(
                stamp,
                decisions.scheduleId(),
                decisions.live().marks().workspaceId(),
                reason.outcome(),
                reason.code(),
                reason.ref(),
                backfill,
                instants));
        passed.clear();
        passing = null;
    }
}
