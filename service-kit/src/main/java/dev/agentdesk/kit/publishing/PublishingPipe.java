package dev.agentdesk.kit.publishing;

import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.fault.FaultPoints;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The way to the broker. Topics are made at the first use, so a service may start while the broker is away. */
@Component
public final class PublishingPipe {

    private final KafkaTemplate<String, byte[]> kafka;
    private final KafkaAdmin admin;
    private final JsonMapper json;
    private final ServiceProperties service;
    private final FaultPoints faults;
    private volatile boolean topicsExist;

    PublishingPipe(
            KafkaTemplate<String, byte[]> kafka,
            KafkaAdmin admin,
            JsonMapper json,
            ServiceProperties service,
            FaultPoints faults) {
        this.kafka = kafka;
        this.admin = admin;
        this.json = json;
        this.service = service;
        this.faults = faults;
    }

    Future<?> send(ProducerRecord<String, byte[]> sent) {
        if (!topicsExist) {
            topicsExist = admin.initialize();
        }
        return kafka.send(sent);
    }

    void flush() {
        kafka.flush();
    }

    byte[] json(Object fact) {
        return json.writeValueAsBytes(fact);
    }

    String service() {
        return service.service();
    }

    FaultPoints faults() {
        return faults;
    }
}
