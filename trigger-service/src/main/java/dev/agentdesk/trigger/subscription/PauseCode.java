package dev.agentdesk.trigger.subscription;

import java.util.Locale;

/** Why a Subscription was paused. */
public enum PauseCode {
    /** Its receiver failed again and again. */
    FAILURES,
    /** Its receiver said 410: there will never be anybody again. */
    GONE;

    /** The form in answers and rows. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
