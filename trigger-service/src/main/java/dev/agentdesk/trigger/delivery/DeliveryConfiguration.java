package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.SealColumns;
import dev.agentdesk.kit.store.SealColumns.Column;
import dev.agentdesk.kit.store.SealedTexts;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Delivery} known to the event store, and its rows sealed. */
@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    AggregateType<Delivery> deliveryAggregate() {
        return new AggregateType<>(Delivery.class, DeliveryCommand.NAME, DeliveryCommand.class, null);
    }

    @Bean
    JavaMigration sealSubjects(SealedTexts seals) {
        return new SealColumns("102", "delivery", "delivery_id", List.of(Column.text("subject")), seals);
    }
}
