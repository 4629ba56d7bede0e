package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Connector} known to the event store. */
@Configuration(proxyBeanMethods = false)
class ConnectorConfiguration {

    @Bean
    AggregateType<Connector> connectorAggregate() {
        return new AggregateType<>(Connector.class, ConnectorCommand.NAME, ConnectorCommand.class, null);
    }
}
