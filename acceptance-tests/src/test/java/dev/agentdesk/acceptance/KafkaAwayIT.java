package dev.agentdesk.acceptance;

import static dev.agentdesk.acceptance.Journey.bash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.embedded.FreePorts;
import dev.agentdesk.gateway.account.ServiceTokens;
import dev.agentdesk.standalone.Platform;
import dev.agentdesk.standalone.PlatformSettings;
import dev.agentdesk.standalone.Service;
import dev.agentdesk.testkit.service.ApiClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker is away: the main job goes on, and every fact is published when it is back. */
class KafkaAwayIT {

    @TempDir
    private static Path data;

    private static Platform platform;
    private static Journey journey;

    @BeforeAll
    static void start() {
        int port = FreePorts.next();
        platform = Platform.on(PlatformSettings.local(data, port));
        platform.start((part, took) -> {});
        var token =
                platform.context(Service.GATEWAY).getBean(ServiceTokens.class).localAdministratorToken(List.of());
        journey = new Journey(ApiClient.of(port, () -> token));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void theWholeJobGoesOnAndEveryFactIsPublishedAfterwards() {
        platform.kafka().stop();
        var workspace = journey.createWorkspace("No broker");
        var session = journey.open(workspace, bash("echo built > result.txt; cat result.txt"));
        journey.watchToTheEnd(session);
        assertThat(journey.file(workspace, "result.txt")).isEqualTo("built\n");
        assertThat(journey.stopReason(session)).isEqualTo("end_turn");
        journey.awaitWorkspace(workspace, "running");

        platform.kafka().start();
        var types = new ArrayList<String>();
        try (var consumer = consumer()) {
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(300)).forEach(record -> {
                    if (session.equals(record.key())) {
                        var type = new String(
                                record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                        types.add(type.substring(type.lastIndexOf('.') + 1));
                    }
                });
                assertThat(types)
                        .containsSubsequence("SessionOpened", "MessageAccepted", "TurnStarted", "TurnFinished");
            });
        }
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        var properties = new HashMap<String, Object>(platform.kafka().clientProperties());
        properties.put("group.id", "kafka-away-it");
        properties.put("auto.offset.reset", "earliest");
        var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of("agentdesk.session.v1"));
        return consumer;
    }
}
