package dev.agentdesk.trigger.replay;

import dev.agentdesk.kit.problem.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A filter to hold against the past of a route; without one, the route's own. */
record DryRunRequest(
        @Nullable String filter,
        @Nullable String path,
        @Nullable Instant from,
        @Nullable Instant to) {

    DryRunRequest checked() {
        var wrong = new Violations();
        wrong.check(from != null, "/from", "required", "Say from when on.");
        wrong.check(to != null, "/to", "required", "Say until when.");
        wrong.check(
                from == null || to == null || from.isBefore(to),
                "/to",
                "invalid",
                "The end lies behind the beginning.");
        wrong.throwIfAny();
        return this;
    }
}
