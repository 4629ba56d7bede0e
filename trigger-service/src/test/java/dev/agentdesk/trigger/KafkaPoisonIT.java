package dev.agentdesk.trigger;

import static dev.agentdesk.trigger.Platform.binary;
import static dev.agentdesk.trigger.Platform.event;
import static dev.agentdesk.trigger.Platform.onPartition;
import static dev.agentdesk.trigger.Platform.record;
import static dev.agentdesk.trigger.Platform.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SECURITY.md B5: a producer can neither stop the others nor pass its events for theirs in silence. */
class KafkaPoisonIT {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void showsAnIdWithOtherContentAsAConflictAndNeverRoutesIt() {
        var source = Platform.source();
        var connector = platform.connector(source);
        platform.route(connector, platform.workspace(), "event.type == 'build.failed'", "Fix {{body.n}}");
        platform.send(event(source, "e-1", "build.failed", "{\"n\":1}"));
        platform.awaitDrained();
        platform.send(event(source, "e-1", "build.failed", "{\"n\":2}"));
        platform.send(event(source, "e-1", "build.failed", "{\"n\":2}"));
        platform.awaitDrained();

        var found = platform.deliveries(connector);
        assertThat(found).extracting(d -> d.get("status").asString()).containsExactlyInAnyOrder("conflict", "routed");
        var conflict = found.stream()
                .filter(d -> d.get("status").asString().equals("conflict"))
                .findFirst()
                .orElseThrow();
        var first = found.stream()
                .filter(d -> d.get("status").asString().equals("routed"))
                .findFirst()
                .orElseThrow();
        assertThat(conflict.at("/dedupe/duplicate_of").asString())
                .isEqualTo(first.get("id").asString());
        assertThat(conflict.get("runs").isEmpty()).isTrue();
        assertThat(platform.anna()
                        .get("/api/v1/deliveries/" + conflict.get("id").asString() + "/body")
                        .text())
                .isEqualTo("{\"n\":2}");
    }

    @Test
    void buriesPoisonWithItsReasonAndGoesOn() {
        var source = Platform.source();
        var connector = platform.connector(source);
        var mark = Platform.id("poison");
        var deep = "[".repeat(70) + "]".repeat(70);
        var poison = new ArrayList<ProducerRecord<String, byte[]>>();
        poison.add(record("no json at all"));
        poison.add(record("[]"));
        poison.add(new ProducerRecord<>(Topics.TRIGGERS_INBOUND, new byte[] {(byte) 0xff, (byte) 0xfe, 0}));
        poison.add(new ProducerRecord<>(Topics.TRIGGERS_INBOUND, null));
        poison.add(record("{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"%s\",\"type\":\"t\"}".formatted(source)));
        poison.add(record("{\"specversion\":\"1.0\",\"source\":\"%s\",\"type\":\"t\"}".formatted(source)));
        poison.add(record("{\"specversion\":\"1.0\",\"id\":\"1\",\"id\":\"2\",\"source\":\"s\",\"type\":\"t\"}"));
        poison.add(event(source, "deep", "t", deep));
        poison.add(binary(source, "broken", "t", "{\"a\":"));
        poison.add(with(binary(source, "depth", "t", "{}"), "ce_depth", "many"));
        poison.add(with(binary(source, "time", "t", "{}"), "ce_time", "yesterday"));
        poison.add(with(binary(source, "name", "t", "{}"), "ce_Not_A_Name", "x"));
        poison.add(with(record("text"), "content-type", "text/plain"));
        poison.add(with(record("[]"), "content-type", "application/cloudevents-batch+json"));
        for (var sent : poison) {
            platform.send(onPartition(3, with(sent, "mark", mark)));
        }
        var good = event(source, "good", "t", "1");
        platform.send(onPartition(3, good));
        platform.awaitDrained();

        assertThat(platform.only(connector).at("/event/id").asString()).isEqualTo("good");
        var letters = letters(mark, poison.size());
        assertThat(letters).hasSameSizeAs(poison);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(header(letter, "agentdesk_reason")).matches("(malformed|no-cloudevent): .+");
            assertThat(header(letter, "agentdesk_partition")).isEqualTo("3");
        });
    }

    private static List<ConsumerRecord<String, byte[]>> letters(String mark, int expected) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Platform.clientProperties(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TRIGGERS_DEAD).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(300)).spliterator(), false)
                        .filter(letter -> mark.equals(header(letter, "mark")))
                        .forEach(found::add);
                return found.size() >= expected;
            });
            consumer.poll(Duration.ofSeconds(1)).forEach(found::add);
        }
        return found.stream()
                .filter(letter -> mark.equals(header(letter, "mark")))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> letter, String name) {
        var header = letter.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
