package dev.agentdesk.trigger.timing;

import java.time.Duration;
import java.time.Instant;

/** When a schedule is due, as it was asked for; {@link Rule} makes instants of it. */
public sealed interface Spec {

    /** Local times of a zone. The expression and the zone were checked before they came here. */
    record Cron(String expression, String zone, DstMode dst) implements Spec {}

    /** Each multiple of {@code every} since 1970, moved by {@code offset}; whole seconds. */
    record Interval(Duration every, Duration offset) implements Spec {}

    /** One instant. */
    record OneShot(Instant at) implements Spec {}
}
