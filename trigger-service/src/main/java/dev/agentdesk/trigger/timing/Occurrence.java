package dev.agentdesk.trigger.timing;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;

/**
 * A nominal instant and how it looks on the wall.
 *
 * @param dst whether the clocks moved it ({@code gap}) or show its local time twice ({@code overlap})
 */
public record Occurrence(Instant nominalAt, OffsetDateTime local, Dst dst) {

    /** What a change of the clocks has to do with it. */
    public enum Dst {
        NORMAL,
        GAP,
        OVERLAP;

        /** The form in answers. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
