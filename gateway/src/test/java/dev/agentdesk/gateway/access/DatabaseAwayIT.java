package dev.agentdesk.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import dev.agentdesk.testkit.infrastructure.OwnServers;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayIT {

    private static final Duration RECOVERY = Duration.ofSeconds(30);

    @Test
    void refusesWhileTheDatabaseIsAwayAndRecoversWithoutARestart(@TempDir Path folder) {
        try (var postgres = OwnServers.postgres(folder);
                var service = new PlayedService();
                var gateway = RunningGateway.with(
                        ServiceProperties.of(
                                "gateway",
                                postgres.database("gateway", "a-password-of-sixteen"),
                                Infrastructure.kafka()),
                        service.url(),
                        Map.of())) {
            var client = gateway.admin();
            assertThat(client.get("/api/v1/sessions").status()).isEqualTo(200);

            postgres.stop();
            var refused = client.get("/api/v1/sessions");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.code()).isEqualTo("unavailable");
            assertThat(refused.json().path("retryable").asBoolean()).isTrue();
            assertThat(gateway.anonymous().get("/actuator/health/liveness").status())
                    .isEqualTo(200);
            assertThat(gateway.anonymous().get("/actuator/health/readiness").status())
                    .isEqualTo(503);

            postgres.start();
            await().atMost(RECOVERY).until(() -> client.get("/api/v1/sessions").status() == 200);
            assertThat(gateway.anonymous().get("/actuator/health/readiness").status())
                    .isEqualTo(200);
        }
    }
}
