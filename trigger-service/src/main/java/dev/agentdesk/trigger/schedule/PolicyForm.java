package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.trigger.route.BusyPolicy;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A {@link Policy} as clients write and see it; what is missing stays as it is in {@code present}. */
record PolicyForm(
        @Nullable String overlap,
        @Nullable CatchUpForm catchUp,
        @Nullable Long maxRuns,
        @Nullable Integer pauseAfterFailures,
        @Nullable String onBusy,
        @Nullable String session) {

    /** What a schedule does that says nothing about it. */
    static final Policy DEFAULT = new Policy(
            Overlap.SKIP,
            new CatchUp(Duration.ofHours(1), CatchUp.Mode.LATEST),
            null,
            5,
            BusyPolicy.ENQUEUE,
            SessionUse.NEW);

    private static final Duration LONGEST_WINDOW = Duration.ofDays(366);
    private static final long MOST_RUNS = 1_000_000_000;
    private static final int MOST_FAILURES = 1_000;

    static PolicyForm of(Policy policy) {
        return new PolicyForm(
                Wire.of(policy.overlap()),
                CatchUpForm.of(policy.catchUp()),
                policy.maxRuns(),
                policy.pauseAfterFailures(),
                policy.onBusy().wire(),
                Wire.of(policy.session()));
    }

    void check(Violations wrong) {
        choice(Overlap.class, overlap, "/overlap", wrong);
        choice(SessionUse.class, session, "/session", wrong);
        choice(BusyPolicy.class, onBusy, "/on_busy", wrong);
        if (catchUp != null) {
            choice(CatchUp.Mode.class, catchUp.mode(), "/catch_up/mode", wrong);
            if (catchUp.window() != null) {
                Durations.read(catchUp.window(), Duration.ZERO, LONGEST_WINDOW, "/catch_up/window", wrong);
            }
        }
        wrong.check(
                maxRuns == null || maxRuns >= 0 && maxRuns <= MOST_RUNS,
                "/max_runs",
                "out-of-range",
                "A number from 1; 0 for no limit.");
        wrong.check(
                pauseAfterFailures == null || pauseAfterFailures >= 0 && pauseAfterFailures <= MOST_FAILURES,
                "/pause_after_failures",
                "out-of-range",
                "A number from 1 to " + MOST_FAILURES + "; 0 for never.");
    }

    private static <E extends Enum<E>> void choice(
            Class<E> choices, @Nullable String given, String pointer, Violations wrong) {
        wrong.check(
                given == null || Wire.read(choices, given).isPresent(),
                pointer,
                "unknown-value",
                Wire.choices(choices));
    }

    /** Of a form that was checked. */
    Policy over(Policy present) {
        return new Policy(
                Wire.read(Overlap.class, overlap).orElse(present.overlap()),
                catchUp(present.catchUp()),
                maxRuns == null ? present.maxRuns() : maxRuns == 0 ? null : maxRuns,
                pauseAfterFailures == null ? present.pauseAfterFailures() : pauseAfterFailures,
                Wire.read(BusyPolicy.class, onBusy).orElse(present.onBusy()),
                Wire.read(SessionUse.class, session).orElse(present.session()));
    }

    private CatchUp catchUp(CatchUp present) {
        if (catchUp == null) {
            return present;
        }
        return new CatchUp(
                catchUp.window() == null ? present.window() : Duration.parse(catchUp.window()),
                Wire.read(CatchUp.Mode.class, catchUp.mode()).orElse(present.mode()));
    }
}
