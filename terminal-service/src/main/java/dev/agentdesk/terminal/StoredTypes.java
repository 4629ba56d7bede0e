package dev.agentdesk.terminal;

import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.terminal.environment.EnvironmentConfiguration;
import dev.agentdesk.terminal.tty.TerminalConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stored names of all events of this service. */
@Configuration(proxyBeanMethods = false)
class StoredTypes {

    @Bean
    EventTypes eventTypes() {
        return TerminalConfiguration.register(EnvironmentConfiguration.register(EventTypes.builder("environment")))
                .build();
    }
}
