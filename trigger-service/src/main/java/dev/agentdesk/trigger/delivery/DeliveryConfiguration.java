package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Delivery} known to the event store. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    AggregateType<Delivery> deliveryAggregate() {
        return new AggregateType<>(Delivery.class, DeliveryCommand.NAME, DeliveryCommand.class, null);
    }
}
