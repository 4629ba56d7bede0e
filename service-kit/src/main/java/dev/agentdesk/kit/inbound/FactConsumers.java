package dev.agentdesk.kit.inbound;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListener;
import org.springframework.util.backoff.ExponentialBackOff;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Runs the {@link FactListener}s of a service, each in the consumer group of the service or one beside it. */
final class FactConsumers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FactConsumers.class);

    private static final long STOP_WITHIN_S = 10;

    private static final long FIRST_RETRY_MS = 200;
    private static final long LONGEST_RETRY_MS = 10_000;

    private final List<ConcurrentMessageListenerContainer<String, byte[]>> containers;
    private final JsonMapper json;
    private final ParkedRecords parked;

    FactConsumers(
            List<FactListener> listeners,
            ConsumerFactory<String, byte[]> consumers,
            JsonMapper json,
            String group,
            ParkedRecords parked) {
        this.json = json;
        this.parked = parked;
        this.containers = listeners.stream()
                .map(listener -> container(listener, consumers, group))
                .toList();
    }

    private ConcurrentMessageListenerContainer<String, byte[]> container(
            FactListener listener, ConsumerFactory<String, byte[]> consumers, String group) {
        var properties = new ContainerProperties(listener.topics().toArray(String[]::new));
        properties.setGroupId(listener.group().isEmpty() ? group : group + "." + listener.group());
        properties.setAckMode(ContainerProperties.AckMode.RECORD);
        properties.setMissingTopicsFatal(false);
        properties.setMessageListener((MessageListener<String, byte[]>) heard -> deliver(listener, heard));
        var container = new ConcurrentMessageListenerContainer<>(consumers, properties);
        container.setBeanName(properties.getGroupId() + "-" + listener.topic());
        container.setCommonErrorHandler(retryForEver());
        return container;
    }

    /** What fails for a reason that may pass (a database, a neighbour) holds its partition until it passes. */
    private static DefaultErrorHandler retryForEver() {
        var pauses = new ExponentialBackOff(FIRST_RETRY_MS, 2);
        pauses.setMaxInterval(LONGEST_RETRY_MS);
        pauses.setMaxElapsedTime(Long.MAX_VALUE);
        return new DefaultErrorHandler(pauses);
    }

    private void deliver(FactListener listener, ConsumerRecord<String, byte[]> heard) {
        try {
            listener.on(read(heard));
        } catch (Rejection e) {
            if (e.code().retryable()) {
                throw e;
            }
            parked.park(heard, e.code().code() + ": " + e.getMessage());
        } catch (JacksonException | Unreadable | InvalidRequest e) {
            parked.park(heard, "unreadable: " + e.getClass().getSimpleName());
        }
    }

    private Fact read(ConsumerRecord<String, byte[]> heard) {
        try {
            return new Fact(
                    required(heard, "ce_id"),
                    required(heard, "ce_type"),
                    required(heard, "ce_subject"),
                    Long.parseLong(Objects.requireNonNullElse(header(heard, "ce_seq"), "0")),
                    Instant.parse(required(heard, "ce_time")),
                    new Actor(required(heard, "ce_actortype"), required(heard, "ce_actorid"), null),
                    header(heard, "ce_workspaceid"),
                    required(heard, "ce_correlationid"),
                    header(heard, "ce_causationid"),
                    Integer.parseInt(required(heard, "ce_depth")),
                    json.readTree(Objects.requireNonNullElse(heard.value(), new byte[0])),
                    json);
        } catch (DateTimeException | NumberFormatException e) {
            throw new Unreadable();
        }
    }

    private static final class Unreadable extends RuntimeException {}

    private static String required(ConsumerRecord<?, ?> heard, String name) {
        var value = header(heard, name);
        if (value == null) {
            throw new Unreadable();
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> heard, String name) {
        var header = heard.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public void start() {
        containers.forEach(ConcurrentMessageListenerContainer::start);
    }

    /** All at once: each may first have to hear that the broker has nothing for it. */
    @Override
    public void stop() {
        var stopped = new CountDownLatch(containers.size());
        containers.forEach(container -> container.stop(stopped::countDown));
        try {
            if (!stopped.await(STOP_WITHIN_S, TimeUnit.SECONDS)) {
                LOG.warn("consumers of {} topics are left to end by themselves", stopped.getCount());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return containers.stream().anyMatch(ConcurrentMessageListenerContainer::isRunning);
    }

    @Override
    public int getPhase() {
        return 200;
    }
}
