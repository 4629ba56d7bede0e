package dev.agentdesk.kit.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.kafka.core.KafkaAdmin;

/** Whether the broker answers; asked at most once per five seconds, however often health is asked. */
final class BrokerHealth implements HealthIndicator {

    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final int TIMEOUT_MS = 2_000;

    private final KafkaAdmin admin;
    private final Clock clock;
    private Health newest = Health.unknown().build();
    private Instant until = Instant.MIN;

    BrokerHealth(KafkaAdmin admin, Clock clock) {
        this.admin = admin;
        this.clock = clock;
    }

    @Override
    public synchronized Health health() {
        var now = clock.instant();
        if (now.isAfter(until)) {
            newest = ask();
            until = now.plus(REMEMBERED);
        }
        return newest;
    }

    private Health ask() {
        try (var client = AdminClient.create(admin.getConfigurationProperties())) {
            var nodes = client.describeCluster(new DescribeClusterOptions().timeoutMs(TIMEOUT_MS))
                    .nodes()
                    .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            return Health.up().withDetail("nodes", nodes.size()).build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.unknown().build();
        } catch (ExecutionException | TimeoutException e) {
            return HealthConfiguration.degraded()
                    .withDetail("reason", "the broker does not answer; facts wait in the event store")
                    .build();
        }
    }
}
