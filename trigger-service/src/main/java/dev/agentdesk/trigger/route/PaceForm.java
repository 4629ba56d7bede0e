package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.problem.Violations;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** A rate as clients write and see it; a limit of 0 stands for none. */
record PaceForm(@Nullable Integer limit, @Nullable String per) {

    private static final int MOST = 100_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration LONGEST_DEBOUNCE = Duration.ofDays(1);

    static @Nullable PaceForm of(Pace pace) {
        return pace.limit() == null || pace.per() == null
                ? null
                : new PaceForm(pace.limit(), pace.per().toString());
    }

    static void check(@Nullable PaceForm rate, @Nullable String debounce, Violations wrong) {
        if (rate != null && !rate.isNone()) {
            wrong.check(
                    rate.limit() != null && rate.limit() > 0 && rate.limit() <= MOST,
                    "/rate/limit",
                    "out-of-range",
                    "A number from 1 to " + MOST + "; 0 for no limit.");
            wrong.check(
                    isBetween(rate.per(), SHORTEST, LONGEST),
                    "/rate/per",
                    "out-of-range",
                    "A duration from " + SHORTEST + " to " + LONGEST + ", as in PT1M.");
        }
        wrong.check(
                debounce == null || isBetween(debounce, Duration.ZERO, LONGEST_DEBOUNCE),
                "/debounce",
                "out-of-range",
                "A duration to " + LONGEST_DEBOUNCE + ", as in PT30S; PT0S for none.");
    }

    private boolean isNone() {
        return limit != null && limit == 0;
    }

    private static boolean isBetween(@Nullable String text, Duration least, Duration most) {
        try {
            var given = Duration.parse(text == null ? "" : text);
            return given.compareTo(least) >= 0 && given.compareTo(most) <= 0;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    /** Of what was checked; what is not said stays. */
    static Pace over(Pace present, @Nullable PaceForm rate, @Nullable String debounce) {
        boolean none = rate != null && rate.isNone();
        var quiet = debounce == null ? present.debounce() : Duration.parse(debounce);
        return new Pace(
                rate == null ? present.limit() : none ? null : rate.limit(),
                rate == null || rate.per() == null
                        ? rate == null ? present.per() : null
                        : none ? null : Duration.parse(rate.per()),
                quiet == null || quiet.isZero() ? null : quiet);
    }
}
