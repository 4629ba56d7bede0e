package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Violations;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Durations of requests: ISO 8601, whole seconds, bounded. */
final class Durations {

    private static final int LONGEST_TEXT = 30;

    private Durations() {}

    /** The duration, or zero with a violation. */
    static Duration read(String text, Duration least, Duration most, String pointer, Violations wrong) {
        try {
            var read = text.length() > LONGEST_TEXT ? Duration.ofSeconds(-1) : Duration.parse(text);
            boolean fits = read.compareTo(least) >= 0 && read.compareTo(most) <= 0 && read.getNano() == 0;
            wrong.check(fits, pointer, "out-of-range", "From " + least + " to " + most + ", in whole seconds.");
            return fits ? read : Duration.ZERO;
        } catch (DateTimeParseException | ArithmeticException e) {
            wrong.add(pointer, "malformed", "A duration is written as in PT5M or P1D.");
            return Duration.ZERO;
        }
    }
}
