package dev.agentdesk.acceptance;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Makes every record reach every consumer of the platform late, counted from when the broker took it. */
public final class LateRecords implements ConsumerInterceptor<String, byte[]> {

    private static volatile Duration by = Duration.ZERO;
    private static final AtomicLong HEARD_LATE = new AtomicLong();

    /** From now on. */
    static void by(Duration delay) {
        by = delay;
    }

    /** How many records came, each that late. */
    static long heardLate() {
        return HEARD_LATE.get();
    }

    @Override
    public ConsumerRecords<String, byte[]> onConsume(ConsumerRecords<String, byte[]> records) {
        var delay = by;
        if (!delay.isZero()) {
            records.forEach(record -> awaitTime(record.timestamp() + delay.toMillis()));
            HEARD_LATE.addAndGet(records.count());
        }
        return records;
    }

    private static void awaitTime(long due) {
        for (long left = due - System.currentTimeMillis(); left > 0; left = due - System.currentTimeMillis()) {
            LockSupport.parkNanos(Duration.ofMillis(left).toNanos());
        }
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
