package dev.agentdesk.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All records of a topic, read with the credentials of the platform itself. */
final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, List<String>> ids = new HashMap<>();

    TopicReader(PlatformProcess platform, String topic) {
        var properties = new HashMap<String, Object>(platform.producer());
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"platform\" password=\""
                        + platform.secret("kafka") + "\";");
        consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The {@code ce_id}s of the records with that key, each where it came first; those that have come so far. */
    List<String> idsOf(String key) {
        consumer.poll(Duration.ofMillis(300)).forEach(record -> {
            var known = ids.computeIfAbsent(record.key(), it -> new ArrayList<>());
            var id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
            if (!known.contains(id)) {
                known.add(id);
            }
        });
        return List.copyOf(ids.getOrDefault(key, List.of()));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
