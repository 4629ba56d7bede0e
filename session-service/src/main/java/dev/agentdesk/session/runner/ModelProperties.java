package dev.agentdesk.session.runner;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How models are asked.
 *
 * @param attempts how often one request is made before its turn gives up
 * @param backoff how long the first wait is, about; each further one is twice as long
 * @param longestBackoff how long a wait gets at most
 * @param longestRetryAfter a provider that wants to be left alone for longer ends the turn
 * @param silence how long a provider may say nothing before it counts as gone
 */
@ConfigurationProperties("agentdesk.model")
public record ModelProperties(
        @DefaultValue("6") int attempts,
        @DefaultValue("PT1S") Duration backoff,
        @DefaultValue("PT30S") Duration longestBackoff,
        @DefaultValue("PT5M") Duration longestRetryAfter,
        @DefaultValue("PT2M") Duration silence) {

    /**
     * How long to wait before another try: what the provider asks for, else twice as long each time, between half and
     * the whole of it, differently for each call.
     */
    Duration wait(int attempt, String callId, Duration asked) {
        if (!asked.isZero()) {
            return asked;
        }
        long most = Math.min(longestBackoff.toMillis(), backoff.toMillis() << Math.min(attempt - 1, 20));
        long spread = Math.floorMod((callId + attempt).hashCode() * 0x9E3779B97F4A7C15L, most / 2 + 1);
        return Duration.ofMillis(most - spread);
    }
}
