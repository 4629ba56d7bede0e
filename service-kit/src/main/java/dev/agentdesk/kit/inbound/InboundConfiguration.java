package dev.agentdesk.kit.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.ServiceProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
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

    /** A file of the inbound topics is closed after this time, so that it can go once all in it is old. */
    private static final Duration INBOUND_FILE = Duration.ofHours(1);

    /**
     * @param replicas copies of each partition; 1 on the standalone broker
     * @param retentionMs how long facts stay; -1 for ever
     * @param dead how long a record that nobody can read stays for those who look into it
     */
    @ConfigurationProperties("agentdesk.topics")
    public record TopicProperties(
            @DefaultValue("1") int replicas,
            @DefaultValue("-1") long retentionMs,
            @DefaultValue("P7D") Duration dead) {}

    @Bean
    KafkaAdmin.NewTopics agentdeskTopics(TopicProperties properties) {
        var facts = Stream.of(Topics.WORKSPACE, Topics.SESSION, Topics.TRIGGER, Topics.ENVIRONMENT, Topics.ACCOUNT)
                .map(name -> topic(name, properties.replicas(), properties.retentionMs()));
        // Nothing goes by its age before it was ingested; what was ingested, trigger-service takes out.
        var inbound = inbound(Topics.TRIGGERS_INBOUND, properties.replicas(), -1);
        var dead = inbound(
                Topics.TRIGGERS_DEAD, properties.replicas(), properties.dead().toMillis());
        return new KafkaAdmin.NewTopics(
                Stream.concat(facts, Stream.of(inbound, dead)).toArray(NewTopic[]::new));
    }

    private static NewTopic topic(String name, int replicas, long retentionMs) {
        return TopicBuilder.name(name)
                .partitions(Topics.PARTITIONS)
                .replicas(replicas)
                .config("retention.ms", Long.toString(retentionMs))
                .build();
    }

    private static NewTopic inbound(String name, int replicas, long retentionMs) {
        var topic = topic(name, replicas, retentionMs);
        var more = new HashMap<>(topic.configs());
        more.put("segment.ms", Long.toString(INBOUND_FILE.toMillis()));
        return topic.configs(more);
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
