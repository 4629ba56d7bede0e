package dev.agentdesk.trigger.ingest;

import dev.agentdesk.contracts.Topics;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * Consumes the inbound topic at least once: offsets are committed after the appends. What fails for a reason that may
 * pass holds its partition until it passes; what can never be read is buried and the partition goes on.
 */
@Component
final class TriggerConsumer implements SmartLifecycle {

    /** Its own group: rewinding it to read all events again rewinds nothing else. */
    static final String GROUP = "trigger-service.inbound";

    private static final Logger LOG = LoggerFactory.getLogger(TriggerConsumer.class);

    /** Partitions are spread over this many threads per replica. */
    private static final int THREADS = 3;

    private static final long FIRST_RETRY_MS = 200;
    private static final long LONGEST_RETRY_MS = 10_000;

    /** Between two attempts to make the topics while the broker is away. */
    private static final long TOPICS_RETRY_S = 2;

    private static final long SWEEP_M = 10;

    private final Doorman doorman;
    private final SetAside aside;
    private final IngestedRecords ingested;
    private final KafkaAdmin admin;
    private final ConcurrentMessageListenerContainer<String, byte[]> container;
    private @Nullable ScheduledExecutorService timer;
    private boolean topicsExist;

    TriggerConsumer(
            Doorman doorman,
            SetAside aside,
            IngestedRecords ingested,
            KafkaAdmin admin,
            ConsumerFactory<String, byte[]> consumers) {
        this.doorman = doorman;
        this.aside = aside;
        this.ingested = ingested;
        this.admin = admin;
        this.container = container(consumers);
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(ConsumerFactory<String, byte[]> consumers) {
        var properties = new ContainerProperties(Topics.TRIGGERS_INBOUND);
        properties.setGroupId(GROUP);
        properties.setAckMode(ContainerProperties.AckMode.BATCH);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener((MessageListener<String, byte[]>) this::on);
        var made = new ConcurrentMessageListenerContainer<>(consumers, properties);
        made.setBeanName(GROUP);
        made.setConcurrency(THREADS);
        made.setCommonErrorHandler(retryForEver());
        return made;
    }

    private static DefaultErrorHandler retryForEver() {
        var pauses = new ExponentialBackOff(FIRST_RETRY_MS, 2);
        pauses.setMaxInterval(LONGEST_RETRY_MS);
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }

    private void on(ConsumerRecord<String, byte[]> heard) {
        if (IngestedRecords.isMarker(heard)) {
            return;
        }
        try {
            var incoming = CloudEventReader.read(heard);
            if (doorman.take(heard, incoming) == 0) {
                aside.unclaimed(heard, incoming.event());
            }
        } catch (Unreadable e) {
            aside.bury(heard, e.reason());
        }
    }

    /**
     * Producers may be there before anything was published, so the topics are made here, as soon as the broker is
     * there.
     */
    private void begin() {
        try {
            topicsExist = topicsExist || admin.initialize();
            if (topicsExist && !container.isRunning()) {
                container.start();
            }
        } catch (Exception e) {
            LOG.warn("the inbound topic can't be read yet: {}", e.toString());
        }
    }

    private void sweep() {
        try {
            aside.sweep();
            ingested.sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("old records stay for now: {}", e.toString());
        }
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("inbound-timer").factory());
        timer.scheduleWithFixedDelay(this::begin, 0, TOPICS_RETRY_S, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(this::sweep, 0, SWEEP_M, TimeUnit.MINUTES);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
        container.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }

    /** After the processors, as the kit's consumers. */
    @Override
    public int getPhase() {
        return 200;
    }
}
