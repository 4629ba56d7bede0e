package dev.agentdesk.kit.health;

import dev.agentdesk.kit.publishing.Publisher;
import dev.agentdesk.kit.store.EventTail;
import dev.agentdesk.kit.stream.Positions;
import dev.agentdesk.kit.stream.StreamingProcessors;
import java.time.Clock;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/**
 * Beside the database's own indicator: the broker, the read models and processes, the outbox.
 *
 * <p>A broker that is away makes a service {@code DEGRADED}, not down: requests go on, facts wait in the store.
 */
@Configuration(proxyBeanMethods = false)
public class HealthConfiguration {

    static final String DEGRADED = "DEGRADED";

    @Bean
    HealthIndicator brokerHealthIndicator(KafkaAdmin admin, Clock clock) {
        return new BrokerHealth(admin, clock);
    }

    @Bean
    HealthIndicator processorsHealthIndicator(
            StreamingProcessors processors, Positions positions, EventTail tail, Clock clock) {
        var names = processors.names().stream()
                .filter(name -> !name.equals(Publisher.NAME))
                .toList();
        return new LagHealth(names, positions, tail, clock);
    }

    @Bean
    HealthIndicator outboxHealthIndicator(
            StreamingProcessors processors, Positions positions, EventTail tail, Clock clock) {
        var names = processors.names().stream().filter(Publisher.NAME::equals).toList();
        return new LagHealth(names, positions, tail, clock);
    }

    static Health.Builder degraded() {
        return Health.status(DEGRADED);
    }
}
