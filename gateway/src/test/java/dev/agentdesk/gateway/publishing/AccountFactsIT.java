package dev.agentdesk.gateway.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class AccountFactsIT {

    @Test
    void tellsOfARevokedTokenWithoutWhatOpensAnything() {
        try (var service = new PlayedService();
                var gateway = RunningGateway.before(service.url());
                var consumer = consumer()) {
            var admin = gateway.admin();
            var made = admin.post("/api/v1/service-tokens", "{\"name\":\"secret name\",\"scopes\":[\"admin\"]}")
                    .json();
            var id = made.path("id").asString();
            admin.delete("/api/v1/service-tokens/" + id);

            consumer.subscribe(List.of(Topics.ACCOUNT));
            var seen = new ArrayList<ConsumerRecord<String, String>>();
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
                return seen.stream().anyMatch(record -> record.key().equals(id));
            });
            var revoked = seen.stream()
                    .filter(record -> record.key().equals(id))
                    .findFirst()
                    .orElseThrow();
            assertThat(revoked.value()).isEqualTo("{\"token_id\":\"" + id + "\"}");
            assertThat(header(revoked, "ce_type")).isEqualTo("dev.agentdesk.account.v1.ServiceTokenRevoked");
            assertThat(header(revoked, "ce_source")).isEqualTo("/gateway");
            assertThat(header(revoked, "ce_id")).startsWith("evt_");
            assertThat(seen).noneMatch(record -> record.value().contains("secret name"));
            assertThat(seen).anyMatch(record -> record.value().contains("\"role\":\"admin\""));
        }
    }

    private static KafkaConsumer<String, String> consumer() {
        var properties = new HashMap<String, Object>(Infrastructure.kafka().clientProperties());
        properties.put("group.id", "account-facts-it");
        properties.put("auto.offset.reset", "earliest");
        return new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer());
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
