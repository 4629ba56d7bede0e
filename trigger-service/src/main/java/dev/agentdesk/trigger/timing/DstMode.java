package dev.agentdesk.trigger.timing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a cron rule makes of local times that a change of the clocks skips or doubles. */
public enum DstMode {
    /** A skipped time is due at the next valid instant, a doubled one once, the first time. */
    ONCE,
    /** A time is due whenever the clock on the wall shows it: a skipped one never, a doubled one twice. */
    LITERAL;

    /** The form in requests and answers. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<DstMode> of(String wire) {
        return Arrays.stream(values()).filter(mode -> mode.wire().equals(wire)).findFirst();
    }
}
