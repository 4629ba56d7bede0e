package dev.agentdesk.kit.inbound;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records that can't be read or can never be taken: kept with the reason, counted, and left behind. */
final class ParkedRecords {

    private static final Logger LOG = LoggerFactory.getLogger(ParkedRecords.class);

    private final JdbcClient db;
    private final Clock clock;
    private final MeterRegistry meters;

    ParkedRecords(JdbcClient db, Clock clock, MeterRegistry meters) {
        this.db = db;
        this.clock = clock;
        this.meters = meters;
    }

    void park(ConsumerRecord<?, ?> poison, String reason) {
        LOG.warn("parked {}-{}@{}: {}", poison.topic(), poison.partition(), poison.offset(), reason);
        meters.counter("agentdesk.facts.parked", "topic", poison.topic()).increment();
        db.sql("""
                insert into parked_record (topic, partition, record_offset, reason, parked_at)
                values (:topic, :partition, :offset, :reason, :at) on conflict do nothing""")
                .param("topic", poison.topic())
                .param("partition", poison.partition())
                .param("offset", poison.offset())
                .param("reason", reason)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }
}
