package dev.agentdesk.trigger.schedule;

import org.jspecify.annotations.Nullable;

/** A {@link CatchUp} as clients write and see it; what is missing in a request stays or takes its default. */
record CatchUpForm(@Nullable String window, @Nullable String mode) {

    static CatchUpForm of(CatchUp catchUp) {
        return new CatchUpForm(catchUp.window().toString(), Wire.of(catchUp.mode()));
    }
}
