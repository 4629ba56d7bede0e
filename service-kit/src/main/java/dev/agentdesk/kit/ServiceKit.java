package dev.agentdesk.kit;

import dev.agentdesk.kit.egress.EgressClient;
import dev.agentdesk.kit.egress.EgressProperties;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.health.HealthConfiguration;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.id.MintedIds;
import dev.agentdesk.kit.inbound.InboundConfiguration;
import dev.agentdesk.kit.publishing.PublishingPipe;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.security.KeyFiles;
import dev.agentdesk.kit.store.EventStoreConfiguration;
import dev.agentdesk.kit.stream.StreamConfiguration;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.WebConfiguration;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/** Everything that a service gets by {@code @Import(ServiceKit.class)}; defaults are in {@code kit-defaults.yml}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ServiceProperties.class, KeyFiles.class, EgressProperties.class})
@Import({
    EventStoreConfiguration.class,
    StreamConfiguration.class,
    PublishingPipe.class,
    InboundConfiguration.class,
    WebConfiguration.class,
    HealthConfiguration.class
})
public class ServiceKit {

    /** The one clock: UTC, milliseconds, as times are published. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));
    }

    @Bean
    IdSource idSource(Clock clock) {
        return new MintedIds(clock);
    }

    @Bean
    Stamps stamps(IdSource ids, Clock clock) {
        return new Stamps(ids, clock);
    }

    @Bean
    FaultPoints faultPoints(ServiceProperties service) {
        return FaultPoints.parse(service.fault());
    }

    @Bean
    InnerTokens innerTokens(ServiceProperties service, KeyFiles keys, JsonMapper json, Clock clock) {
        return new InnerTokens(service.service(), keys, json, clock);
    }

    @Bean(destroyMethod = "close")
    EgressClient egressClient(EgressProperties properties) {
        return new EgressClient(properties);
    }

    @Bean
    InternalCalls internalCalls(ServiceProperties service, InnerTokens tokens, JsonMapper json) {
        return new InternalCalls(service, tokens, json);
    }
}
