package dev.agentdesk.trigger.ingest;

import dev.agentdesk.contracts.Topics;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;

/** The beans of this feature that are not found by scanning. */
@Configuration(proxyBeanMethods = false)
class IngestConfiguration {

    @Bean
    IngestedRecords ingestedRecords(
            KafkaAdmin admin, KafkaTemplate<String, byte[]> kafka, Clock clock, IngestProperties properties) {
        return new IngestedRecords(
                new IngestedRecords.Source(Topics.TRIGGERS_INBOUND, TriggerConsumer.GROUP),
                admin.getConfigurationProperties(),
                kafka,
                clock,
                properties.keep());
    }
}
