package dev.agentdesk.trigger.route;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often a Route may start something.
 *
 * @param limit at most so many runs in any span of {@code per}; null: no limit. {@code per} is null exactly then
 * @param debounce a run waits until nothing of its route and key came for so long; null: it starts at once
 */
public record Pace(
        @Nullable Integer limit,
        @Nullable Duration per,
        @Nullable Duration debounce) {

    /** As often as events come. */
    public static final Pace ANY = new Pace(null, null, null);
}
