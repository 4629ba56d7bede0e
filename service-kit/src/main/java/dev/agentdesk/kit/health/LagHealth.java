package dev.agentdesk.kit.health;

import dev.agentdesk.kit.store.EventTail;
import dev.agentdesk.kit.stream.Positions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * How many positions each processor is behind. Being behind is normal for a moment; a processor that is behind and has
 * not moved for {@link #STUCK_AFTER} is stuck.
 */
final class LagHealth implements HealthIndicator {

    private static final Duration STUCK_AFTER = Duration.ofSeconds(30);

    private record Seen(long position, Instant since) {}

    private final List<String> names;
    private final Positions positions;
    private final EventTail tail;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

    LagHealth(List<String> names, Positions positions, EventTail tail, Clock clock) {
        this.names = names;
        this.positions = positions;
        this.tail = tail;
        this.clock = clock;
    }

    @Override
    public Health health() {
        long head = tail.head();
        boolean stuck = false;
        var health = Health.up();
        for (String name : names) {
            long behind = Math.max(0, head - positions.index(name));
            health.withDetail(name, Map.of("behind", behind));
            stuck |= behind > 0 && hasNotMoved(name, head - behind);
        }
        return stuck ? health.status(HealthConfiguration.DEGRADED).build() : health.build();
    }

    private boolean hasNotMoved(String name, long position) {
        var now = clock.instant();
        var last = seen.merge(name, new Seen(position, now), (old, fresh) -> old.position() == position ? old : fresh);
        return last.since().plus(STUCK_AFTER).isBefore(now);
    }
}
