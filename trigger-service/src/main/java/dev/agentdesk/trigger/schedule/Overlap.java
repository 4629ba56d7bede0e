package dev.agentdesk.trigger.schedule;

import java.util.Optional;

/** What becomes of an instant while a run of the same schedule is not answered yet. */
public enum Overlap {
    /** It is skipped. */
    SKIP,
    /** One waits, others are skipped. */
    BUFFER_ONE,
    /** All wait in their order, up to a thousand. */
    BUFFER_ALL,
    /** It runs, and the turns of the others are interrupted. */
    INTERRUPT_OTHER,
    /** It runs beside the others. */
    ALLOW_ALL;

    public static Optional<Overlap> read(String wire) {
        return Wire.read(Overlap.class, wire);
    }

    /** A sentence for those who wrote another one. */
    public static String choices() {
        return Wire.choices(Overlap.class);
    }
}
