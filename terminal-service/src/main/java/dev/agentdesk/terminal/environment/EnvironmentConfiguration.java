package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The aggregate and the stored names of its events. */
@Configuration(proxyBeanMethods = false)
public class EnvironmentConfiguration {

    /** A Workspace that is started and stopped daily has a few hundred events a year. */
    private static final int SNAPSHOT_EVERY = 100;

    /** Adds the events of Environments to what this service stores. */
    public static EventTypes.Builder register(EventTypes.Builder types) {
        return types.type(EnvironmentEvent.ProvisioningBegun.class, "ProvisioningBegun", 1)
                .type(EnvironmentEvent.EnvironmentReady.class, "EnvironmentReady", 1)
                .type(EnvironmentEvent.EnvironmentFailed.class, "EnvironmentFailed", 1)
                .type(EnvironmentEvent.EnvironmentStopped.class, "EnvironmentStopped", 1)
                .type(EnvironmentEvent.EnvironmentErased.class, "EnvironmentErased", 1)
                .snapshot(Environment.class, "Environment", 1);
    }

    @Bean
    AggregateType<Environment> environmentType() {
        return new AggregateType<>(
                Environment.class, EnvironmentCommand.NAME, EnvironmentCommand.class, SNAPSHOT_EVERY);
    }
}
