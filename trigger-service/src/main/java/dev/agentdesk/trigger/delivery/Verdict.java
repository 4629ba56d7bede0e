package dev.agentdesk.trigger.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What one Route, in the version it had, made of a Delivery. {@code runId} is present where it matched. */
public record Verdict(
        String routeId,
        long routeVersion,
        Kind kind,
        @Nullable String runId) {

    /** The possible verdicts. */
    public enum Kind {
        MATCHED,
        NOT_MATCHED,
        ERROR,
        DISABLED;

        /** The form in answers. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
