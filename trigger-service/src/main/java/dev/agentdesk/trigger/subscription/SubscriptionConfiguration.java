package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Subscription} known to the event store. */
@Configuration(proxyBeanMethods = false)
class SubscriptionConfiguration {

    @Bean
    AggregateType<Subscription> subscriptionAggregate() {
        return new AggregateType<>(Subscription.class, SubscriptionCommand.NAME, SubscriptionCommand.class, null);
    }
}
