package dev.agentdesk.trigger.ingest;

import static java.util.stream.Collectors.toMap;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Takes what producers wrote out of the inbound topic: every record that is older than the time it is kept and that the
 * consumer group has behind it. One that was not ingested stays, however old.
 *
 * <p>A Delivery holds the content from then on, under a key that an erasure destroys; the topic holds it in the clear.
 * Harmless to repeat, on any replica.
 */
final class IngestedRecords {

    /** The broker rolls a file only when it writes to it: one of these closes the file that holds only old records. */
    private static final String MARKER = "agentdesk.swept";

    private static final int ANSWER_S = 15;

    /** What is read, and by whom. */
    record Source(String topic, String group) {}

    private final Source source;
    private final Map<String, Object> broker;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Clock clock;
    private final Duration keep;

    IngestedRecords(
            Source source,
            Map<String, Object> broker,
            KafkaTemplate<String, byte[]> kafka,
            Clock clock,
            Duration keep) {
        this.source = source;
        this.broker = Map.copyOf(broker);
        this.kafka = kafka;
        this.clock = clock;
        this.keep = keep;
    }

    static boolean isMarker(ConsumerRecord<String, byte[]> heard) {
        return MARKER.equals(heard.key()) && heard.value() == null;
    }

    void sweep() throws ExecutionException, TimeoutException, InterruptedException {
        try (var admin = Admin.create(broker)) {
            var ingested = ingested(admin);
            if (ingested.isEmpty()) {
                return;
            }
            long kept = clock.instant().minus(keep).toEpochMilli();
            var young = offsets(admin, ingested, OffsetSpec.forTimestamp(kept));
            var oldest = offsets(admin, ingested, OffsetSpec.earliest());
            var until = new HashMap<TopicPartition, Long>();
            ingested.forEach((partition, offset) -> {
                long cut = cut(offset, of(young, partition));
                if (cut > of(oldest, partition)) {
                    until.put(partition, cut);
                }
            });
            delete(admin, until);
        }
    }

    /** No record is that young: all are old. */
    private static long cut(long ingested, long young) {
        return young < 0 ? ingested : Math.min(ingested, young);
    }

    private Map<TopicPartition, Long> ingested(Admin admin)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer(admin.listConsumerGroupOffsets(source.group()).partitionsToOffsetAndMetadata())
                .entrySet()
                .stream()
                .filter(it -> it.getValue() != null
                        && source.topic().equals(it.getKey().topic()))
                .collect(toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, Map<TopicPartition, Long> of, OffsetSpec which)
            throws ExecutionException, TimeoutException, InterruptedException {
        var asked = of.keySet().stream().collect(toMap(it -> it, it -> which));
        return answer(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private void delete(Admin admin, Map<TopicPartition, Long> until)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (until.isEmpty()) {
            return;
        }
        answer(admin.deleteRecords(until.entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, it -> RecordsToDelete.beforeOffset(it.getValue()))))
                .all());
        var ends = offsets(admin, until, OffsetSpec.latest());
        for (var cut : until.entrySet()) {
            if (cut.getValue() >= of(ends, cut.getKey())) {
                kafka.send(marker(cut.getKey())).get(ANSWER_S, TimeUnit.SECONDS);
            }
        }
    }

    private static ProducerRecord<String, byte[]> marker(TopicPartition partition) {
        return new ProducerRecord<>(partition.topic(), partition.partition(), MARKER, null);
    }

    private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return Objects.requireNonNull(offsets.get(partition));
    }

    private static <T> T answer(KafkaFuture<T> asked)
            throws ExecutionException, TimeoutException, InterruptedException {
        return asked.get(ANSWER_S, TimeUnit.SECONDS);
    }
}
