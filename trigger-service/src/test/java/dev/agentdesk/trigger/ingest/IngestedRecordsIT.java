package dev.agentdesk.trigger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.testkit.infrastructure.Infrastructure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** What stays in the inbound topic, on a real broker. */
class IngestedRecordsIT {

    private static final Duration KEEP = Duration.ofDays(1);
    private static final Instant OLD = Instant.now().minus(Duration.ofDays(2));

    private static Map<String, Object> broker;
    private static Admin admin;
    private static DefaultKafkaProducerFactory<String, byte[]> producers;

    private TopicPartition partition;
    private String group;

    @BeforeAll
    static void connect() {
        broker = new HashMap<>(Infrastructure.kafka().clientProperties());
        broker.put("bootstrap.servers", Infrastructure.kafka().bootstrap());
        admin = Admin.create(broker);
        producers = new DefaultKafkaProducerFactory<>(broker, new StringSerializer(), new ByteArraySerializer());
    }

    @BeforeEach
    void makeATopic(TestInfo test) throws Exception {
        var topic = "ingested-" + test.getTestMethod().orElseThrow().getName();
        partition = new TopicPartition(topic, 0);
        group = topic + "-group";
        admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }

    @AfterAll
    static void disconnect() {
        producers.destroy();
        admin.close();
    }

    @Test
    void goOnceTheyAreOldAndIngestedAndNoSooner() throws Exception {
        send(OLD, OLD, OLD);
        sweep(Clock.systemUTC());
        assertThat(first()).as("nobody has read any").isZero();

        commit(2);
        sweep(Clock.systemUTC());
        assertThat(first()).as("the third is old and was not ingested").isEqualTo(2);

        send(Instant.now());
        commit(4);
        sweep(Clock.systemUTC());
        sweep(Clock.systemUTC());
        assertThat(first()).as("the fourth is young").isEqualTo(3);
        assertThat(records()).hasSize(1);
    }

    @Test
    void leavesAMarkerThatNobodyTakesForAnEventWhereNothingIsLeft() throws Exception {
        send(OLD);
        long end = last();
        commit(end);
        sweep(Clock.offset(Clock.systemUTC(), KEEP.plusHours(1)));
        assertThat(first()).isEqualTo(end);
        assertThat(records()).hasSize(1).allMatch(IngestedRecords::isMarker);
        commit(end + 1);
        sweep(Clock.systemUTC());
        assertThat(last()).as("one marker is enough").isEqualTo(end + 1);
    }

    private void sweep(Clock clock) throws Exception {
        var source = new IngestedRecords.Source(partition.topic(), group);
        new IngestedRecords(source, broker, new KafkaTemplate<>(producers), clock, KEEP).sweep();
    }

    private void send(Instant... times) throws Exception {
        try (var producer = producers.createProducer()) {
            for (var time : times) {
                producer.send(new ProducerRecord<>(partition.topic(), 0, time.toEpochMilli(), "key", new byte[] {1}))
                        .get();
            }
        }
    }

    private void commit(long offset) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    private long first() throws Exception {
        return offset(OffsetSpec.earliest());
    }

    private long last() throws Exception {
        return offset(OffsetSpec.latest());
    }

    private long offset(OffsetSpec which) throws Exception {
        return admin.listOffsets(Map.of(partition, which))
                .partitionResult(partition)
                .get()
                .offset();
    }

    private List<ConsumerRecord<String, byte[]>> records() {
        try (var consumer = new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            return consumer.poll(Duration.ofSeconds(10)).records(partition);
        }
    }
}
