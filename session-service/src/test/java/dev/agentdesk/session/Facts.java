package dev.agentdesk.session;

import dev.agentdesk.testkit.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.JsonNode;

/** Plays the other services on the broker: says their facts, hears ours. */
public final class Facts {

    /** A published fact as it lies on the topic. */
    public record Heard(String id, String type, JsonNode data) {}

    private Facts() {}

    /** Says a fact as its publisher would. */
    public static void publish(String topic, String key, String workspace, Object fact, String id) {
        var sent = new ProducerRecord<>(topic, key, Neighbours.JSON.writeValueAsBytes(fact));
        var type = fact.getClass().getName().replace("dev.agentdesk.contracts.", "dev.agentdesk.");
        Map.of(
                        "ce_id",
                        id,
                        "ce_type",
                        type,
                        "ce_subject",
                        key,
                        "ce_time",
                        "2026-01-01T00:00:00Z",
                        "ce_actortype",
                        "platform",
                        "ce_actorid",
                        "platform",
                        "ce_workspaceid",
                        workspace,
                        "ce_correlationid",
                        "cor_" + id,
                        "ce_depth",
                        "1")
                .forEach((name, value) -> sent.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(sent);
        }
    }

    /** All facts under a key, as soon as there are that many; fails after a while. */
    public static List<Heard> of(String topic, String key, int count) {
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, consumer.partitionsFor(topic).size())
                    .mapToObj(it -> new TopicPartition(topic, it))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var heard = new ArrayList<Heard>();
            var deadline = Instant.now().plusSeconds(60);
            while (heard.size() < count && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(200)).forEach(it -> {
                    if (key.equals(it.key())) {
                        heard.add(new Heard(
                                text(it.headers().lastHeader("ce_id").value()),
                                text(it.headers().lastHeader("ce_type").value()),
                                Neighbours.JSON.readTree(it.value())));
                    }
                });
            }
            if (heard.size() < count) {
                throw new AssertionError("only " + heard + " on " + topic);
            }
            return heard;
        }
    }

    /** All records of a topic as they lie there now, headers included. */
    public static List<String> everything(String topic) {
        try (var consumer = new KafkaConsumer<>(client(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = IntStream.range(0, consumer.partitionsFor(topic).size())
                    .mapToObj(it -> new TopicPartition(topic, it))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<String>();
            while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
                consumer.poll(Duration.ofMillis(200)).forEach(it -> {
                    var headers = new StringBuilder();
                    it.headers()
                            .forEach(header -> headers.append(header.key())
                                    .append('=')
                                    .append(text(header.value()))
                                    .append('\n'));
                    found.add(it.key() + "\n" + headers + text(it.value()));
                });
            }
            return found;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Map<String, Object> client() {
        var kafka = Infrastructure.kafka();
        var properties = new HashMap<String, Object>(kafka.clientProperties());
        properties.put("bootstrap.servers", kafka.bootstrap());
        return properties;
    }
}
