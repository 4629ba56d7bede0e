package dev.agentdesk.gateway.running;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.testkit.infrastructure.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Publishes facts as the services do. */
public final class PublishedFacts implements AutoCloseable {

    private static final AtomicInteger EVENTS = new AtomicInteger();

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            new HashMap<>(Infrastructure.kafka().clientProperties()),
            new StringSerializer(),
            new ByteArraySerializer());

    /** Answers the id of the event. */
    public String tell(String topic, String type, String subject, @Nullable String workspaceId, Map<String, ?> data) {
        var id = Ids.derive("evt", Instant.EPOCH, "fact", type, Integer.toString(EVENTS.incrementAndGet()));
        tell(id, topic, type, subject, workspaceId, data);
        return id;
    }

    public void tell(
            String id, String topic, String type, String subject, @Nullable String workspaceId, Map<String, ?> data) {
        var told =
                new ProducerRecord<>(topic, subject, JsonConfiguration.apiJson().writeValueAsBytes(data));
        header(told, "ce_id", id);
        header(told, "ce_type", "dev.agentdesk." + type);
        header(told, "ce_subject", subject);
        header(told, "ce_seq", "3");
        header(told, "ce_time", "2026-01-02T03:04:05.678Z");
        header(told, "ce_correlationid", "cor_1");
        header(told, "ce_depth", "0");
        header(told, "ce_actortype", "user");
        header(told, "ce_actorid", "usr_1");
        if (workspaceId != null) {
            header(told, "ce_workspaceid", workspaceId);
        }
        producer.send(told);
        producer.flush();
    }

    private static void header(ProducerRecord<String, byte[]> told, String name, String value) {
        told.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
