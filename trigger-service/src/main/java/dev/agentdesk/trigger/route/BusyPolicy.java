package dev.agentdesk.trigger.route;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a message for a Session that is busy. */
public enum BusyPolicy {
    ENQUEUE,
    STEER,
    INTERRUPT,
    REJECT;

    /** The form in requests, answers and facts. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BusyPolicy> of(String wire) {
        return Arrays.stream(values())
                .filter(policy -> policy.wire().equals(wire))
                .findFirst();
    }
}
