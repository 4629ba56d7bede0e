package dev.agentdesk.kit.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.ServiceProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Starts one consumer per {@link FactListener} and knows how our topics are made. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InboundConfiguration.TopicProperties.class)
public class InboundConfiguration {

    /**
     * @param replicas copies of each partition; 1 on the standalone broker
     * @param retentionMs how long facts stay; -1 for ever
     */
    @ConfigurationProperties("agentdesk.topics")
    public record TopicProperties(
            @DefaultValue("1") int replicas,
            @DefaultValue("-1") long retentionMs) {}

    @Bean
    KafkaAdmin.NewTopics agentdeskTopics(TopicProperties properties) {
        return new KafkaAdmin.NewTopics(Stream.of(
                        Topics.WORKSPACE,
                        Topics.SESSION,
                        Topics.TRIGGER,
                        Topics.ENVIRONMENT,
                        Topics.ACCOUNT,
                        Topics.TRIGGERS_INBOUND,
                        Topics.TRIGGERS_DEAD)
                .map(name -> topic(name, properties))
                .toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, TopicProperties properties) {
        return TopicBuilder.name(name)
                .partitions(Topics.PARTITIONS)
                .replicas(properties.replicas())
                .config("retention.ms", Long.toString(properties.retentionMs()))
                .build();
    }

    @Bean
    ParkedRecords parkedRecords(JdbcClient jdbc, Clock clock, MeterRegistry meters) {
        return new ParkedRecords(jdbc, clock, meters);
    }

    @Bean
    FactConsumers factConsumers(
            ObjectProvider<FactListener> listeners,
            ConsumerFactory<String, byte[]> consumers,
            JsonMapper json,
            ServiceProperties service,
            ParkedRecords parked) {
        var lenient = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        List<FactListener> heard = listeners.orderedStream().toList();
        return new FactConsumers(heard, consumers, lenient, service.service(), parked);
    }
}
