package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate and the stored names of its events. */
@Configuration(proxyBeanMethods = false)
class EnvironmentConfiguration {

    /** A Workspace that is started and stopped daily has a few hundred events a year. */
    private static final int SNAPSHOT_EVERY = 100;

    @Bean
    EventTypes eventTypes() {
        return types();
    }

    static EventTypes types() {
        return EventTypes.builder("environment")
                .type(EnvironmentEvent.ProvisioningBegun.class, "ProvisioningBegun", 1)
                .type(EnvironmentEvent.EnvironmentReady.class, "EnvironmentReady", 1)
                .type(EnvironmentEvent.EnvironmentFailed.class, "EnvironmentFailed", 1)
                .type(EnvironmentEvent.EnvironmentStopped.class, "EnvironmentStopped", 1)
                .type(EnvironmentEvent.EnvironmentErased.class, "EnvironmentErased", 1)
                .snapshot(Environment.class, "Environment", 1)
                .build();
    }

    @Bean
    AggregateType<Environment> environmentType() {
        return new AggregateType<>(
                Environment.class, EnvironmentCommand.NAME, EnvironmentCommand.class, SNAPSHOT_EVERY);
    }
}
