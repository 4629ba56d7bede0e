package dev.agentdesk.trigger;

import static dev.agentdesk.trigger.Platform.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.testkit.infrastructure.OwnServers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutageIT {

    @TempDir
    private Path folder;

    @Test
    void takesWhatArrivedWhileTheDatabaseWasAwayOnceItIsBack() {
        try (var postgres = OwnServers.postgres(folder)) {
            var database = postgres.database("trigger", "a-password-of-sixteen");
            try (var platform = new Platform(Map.of(
                    "spring.datasource.url", database.url(),
                    "spring.datasource.username", database.user(),
                    "spring.datasource.password", database.password()))) {
                var source = Platform.source();
                var connector = platform.connector(source);
                platform.route(connector, platform.workspace(), "event.type == 't'", "Go");
                platform.send(event(source, "before", "t", "1"));
                await().atMost(Duration.ofSeconds(30)).until(() -> routed(platform, connector) == 1);

                postgres.stop();
                platform.send(event(source, "meanwhile", "t", "2"));
                var away = platform.anna().get("/api/v1/connectors/" + connector);
                assertThat(away.status()).isEqualTo(503);
                assertThat(away.code()).isEqualTo("unavailable");
                assertThat(away.json().get("retryable").asBoolean()).isTrue();

                postgres.start();
                await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> routed(platform, connector) == 2);
            }
        }
    }

    private static long routed(Platform platform, String connector) {
        return platform.anna()
                .get("/api/v1/connectors/" + connector + "/deliveries?status=routed")
                .json()
                .get("data")
                .size();
    }
}
