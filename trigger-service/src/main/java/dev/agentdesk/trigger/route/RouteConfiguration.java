package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.SealColumns;
import dev.agentdesk.kit.store.SealColumns.Column;
import dev.agentdesk.kit.store.SealedTexts;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Route} known to the event store, and its rows sealed. */
@Configuration(proxyBeanMethods = false)
class RouteConfiguration {

    @Bean
    AggregateType<Route> routeAggregate() {
        return new AggregateType<>(Route.class, RouteCommand.NAME, RouteCommand.class, null);
    }

    @Bean
    JavaMigration sealRoutes(SealedTexts seals) {
        return new SealColumns(
                "101",
                "route",
                "route_id",
                List.of(Column.text("name"), Column.text("filter"), Column.text("prompt")),
                seals);
    }
}
