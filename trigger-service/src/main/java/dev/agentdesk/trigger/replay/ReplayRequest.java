package dev.agentdesk.trigger.replay;

import dev.agentdesk.kit.problem.Violations;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which deliveries of a connector to route once more; {@code expectCount} is what the caller believes they are. */
record ReplayRequest(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String status,
        @Nullable Long expectCount) {

    private static final Set<String> STATUSES = Set.of("routed", "matched_nothing", "conflict", "failed");

    ReplayRequest checked() {
        var wrong = new Violations();
        wrong.check(from != null, "/from", "required", "Say from when on.");
        wrong.check(to != null, "/to", "required", "Say until when.");
        wrong.check(
                from == null || to == null || from.isBefore(to),
                "/to",
                "invalid",
                "The end lies behind the beginning.");
        wrong.check(
                status == null || STATUSES.contains(status),
                "/status",
                "unknown-value",
                "It is one of routed, matched_nothing, conflict, failed.");
        wrong.check(
                expectCount != null,
                "/expect_count",
                "required",
                "Say how many deliveries you expect, so that a slip does not start thousands of runs.");
        wrong.throwIfAny();
        return this;
    }
}
