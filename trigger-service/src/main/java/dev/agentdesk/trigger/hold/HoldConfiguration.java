package dev.agentdesk.trigger.hold;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Hold} known to the event store. */
@Configuration(proxyBeanMethods = false)
class HoldConfiguration {

    @Bean
    AggregateType<Hold> holdAggregate() {
        return new AggregateType<>(Hold.class, HoldCommand.NAME, HoldCommand.class, null);
    }
}
