package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How often one address and one connector may knock; per replica, in memory, forgotten at a restart.
 *
 * <p>A refused request costs its address more than a taken one, and its connector nothing: who floods a connector with
 * forged requests does not lock its real sender out.
 */
@Component
final class HookRates {

    /** Beyond this many addresses or connectors the oldest are forgotten, and begin with a full bucket again. */
    private static final int MOST_REMEMBERED = 10_000;

    private static final int COST_OF_A_REFUSED = 4;

    private final HookProperties limits;
    private final TimeMeter time;
    private final Map<String, Bucket> addresses = remembered();
    private final Map<String, Bucket> connectors = remembered();

    HookRates(HookProperties limits, Clock clock) {
        this.limits = limits;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return Duration.between(java.time.Instant.EPOCH, clock.instant())
                        .toNanos();
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** @throws HookRefused if the address knocks too often */
    void knock(String address) {
        if (!bucket(addresses, address, limits.perAddress()).tryConsume(1)) {
            throw tooOften("address-too-often");
        }
    }

    /** @throws HookRefused if the connector takes too much at the moment */
    void enter(String connectorId) {
        if (!bucket(connectors, connectorId, limits.perConnector()).tryConsume(1)) {
            throw tooOften("connector-too-often");
        }
    }

    void refused(String address) {
        bucket(addresses, address, limits.perAddress()).consumeIgnoringRateLimits(COST_OF_A_REFUSED);
    }

    private Bucket bucket(Map<String, Bucket> of, String key, int perSecond) {
        synchronized (of) {
            return of.computeIfAbsent(
                    key,
                    k -> Bucket.builder()
                            .withCustomTimePrecision(time)
                            .addLimit(limit ->
                                    limit.capacity(perSecond * 5L).refillGreedy(perSecond, Duration.ofSeconds(1)))
                            .build());
        }
    }

    private static HookRefused tooOften(String reason) {
        return new HookRefused(ProblemCode.RATE_LIMITED, reason, "Send more slowly; try again in a second.");
    }

    private static Map<String, Bucket> remembered() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > MOST_REMEMBERED;
            }
        };
    }
}
