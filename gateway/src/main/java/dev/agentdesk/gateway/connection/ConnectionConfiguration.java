package dev.agentdesk.gateway.connection;

import java.time.Clock;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;

/** The register of what is open, emptied of streams before the server begins to wait for requests to end. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    OpenConnections openConnections(Clock clock) {
        return new OpenConnections(clock);
    }

    @Bean
    ApplicationListener<ContextClosedEvent> endStreams(OpenConnections connections) {
        return closed -> connections.endEndless();
    }
}
