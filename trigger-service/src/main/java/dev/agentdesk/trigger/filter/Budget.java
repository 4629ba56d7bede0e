package dev.agentdesk.trigger.filter;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.Map;

/**
 * What one evaluation may cost; one unit is about a step of a regular expression over one character.
 *
 * <p>CEL goes on after an error inside of {@code ||} and {@code exists}: a budget that is spent stays spent, so that
 * each further step fails at once.
 */
final class Budget {

    /** About half a second of one core at worst. */
    static final long WHOLE = 20_000_000;

    private static final ScopedValue<Budget> CURRENT = ScopedValue.newInstance();

    private final Map<String, Pattern> programs;
    private long left = WHOLE;
    private boolean exceeded;

    Budget(Map<String, Pattern> programs) {
        this.programs = new HashMap<>(programs);
    }

    static Budget current() {
        return CURRENT.get();
    }

    <T, X extends Exception> T during(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(CURRENT, this).call(work);
    }

    void spend(long units) {
        left -= units;
        if (left < 0) {
            exceeded = true;
            throw new IllegalArgumentException("too costly");
        }
    }

    boolean isExceeded() {
        return exceeded;
    }

    /** Patterns are literals of the expression and were compiled with it. */
    Pattern program(String pattern) {
        var program = programs.get(pattern);
        if (program == null) {
            throw new IllegalArgumentException("unknown pattern");
        }
        return program;
    }
}
