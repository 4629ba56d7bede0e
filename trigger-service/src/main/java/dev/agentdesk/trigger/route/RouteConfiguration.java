package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Route} known to the event store. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    AggregateType<Route> routeAggregate() {
        return new AggregateType<>(Route.class, RouteCommand.NAME, RouteCommand.class, null);
    }
}
