package dev.agentdesk.trigger.ingest;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Records that become no Delivery: unreadable ones go to the dead letter topic, unclaimed ones are remembered for a
 * day.
 */
@Component
final class SetAside {

    private static final Logger LOG = LoggerFactory.getLogger(SetAside.class);

    /** Long enough for somebody who wonders why nothing happened. */
    private static final Duration UNCLAIMED_KEPT = Duration.ofHours(24);

    private static final int ACK_TIMEOUT_S = 15;

    private final KafkaTemplate<String, byte[]> kafka;
    private final JdbcClient db;
    private final Clock clock;
    private final MeterRegistry meters;

    SetAside(KafkaTemplate<String, byte[]> kafka, JdbcClient db, Clock clock, MeterRegistry meters) {
        this.kafka = kafka;
        this.db = db;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Sends an unreadable record on with the reason, once per record unless we die in between. Returning means that the
     * broker has it.
     */
    void bury(ConsumerRecord<String, byte[]> heard, String reason) {
        if (isBuried(heard)) {
            return;
        }
        LOG.warn("unreadable {}-{}@{}: {}", heard.topic(), heard.partition(), heard.offset(), reason);
        meters.counter("agentdesk.trigger.records.dead").increment();
        acknowledged(letter(heard, reason));
        db.sql("""
                insert into dead_record (topic, partition, record_offset, reason, heard_at)
                values (:topic, :partition, :offset, :reason, :at) on conflict do nothing""")
                .param("topic", heard.topic())
                .param("partition", heard.partition())
                .param("offset", heard.offset())
                .param("reason", reason)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private boolean isBuried(ConsumerRecord<String, byte[]> heard) {
        return db.sql("""
                        select exists (select 1 from dead_record
                        where topic = :topic and partition = :partition and record_offset = :offset)""")
                .param("topic", heard.topic())
                .param("partition", heard.partition())
                .param("offset", heard.offset())
                .query(Boolean.class)
                .single();
    }

    /** A value that is too large for us may be too large for the topic; its place says where it still is. */
    private static ProducerRecord<String, byte[]> letter(ConsumerRecord<String, byte[]> heard, String reason) {
        var value = heard.value();
        var fits = value == null || value.length > CloudEventReader.LARGEST ? new byte[0] : value;
        var letter = new ProducerRecord<>(Topics.TRIGGERS_DEAD, null, heard.key(), fits, heard.headers());
        header(letter, "agentdesk_reason", reason);
        header(letter, "agentdesk_topic", heard.topic());
        header(letter, "agentdesk_partition", Integer.toString(heard.partition()));
        header(letter, "agentdesk_offset", Long.toString(heard.offset()));
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private void acknowledged(ProducerRecord<String, byte[]> letter) {
        try {
            kafka.send(letter).get(ACK_TIMEOUT_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending a dead letter", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the broker did not take a dead letter; it will be sent again", e);
        }
    }

    /** Counts an event that no connector takes and keeps its attributes for as long as the topic keeps the record. */
    void unclaimed(ConsumerRecord<String, byte[]> heard, CloudEvent event) {
        meters.counter("agentdesk.trigger.records.unclaimed").increment();
        db.sql("""
                insert into unclaimed_record (topic, partition, record_offset, event_id, source, type, size, heard_at)
                values (:topic, :partition, :offset, :id, :source, :type, :size, :at) on conflict do nothing""")
                .param("topic", heard.topic())
                .param("partition", heard.partition())
                .param("offset", heard.offset())
                .param("id", event.id())
                .param("source", event.source())
                .param("type", event.type())
                .param("size", heard.value() == null ? 0 : heard.value().length)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Forgets unclaimed records that are older than a day. */
    void sweep() {
        db.sql("delete from unclaimed_record where heard_at < :before")
                .param("before", Timestamp.from(clock.instant().minus(UNCLAIMED_KEPT)))
                .update();
    }
}
