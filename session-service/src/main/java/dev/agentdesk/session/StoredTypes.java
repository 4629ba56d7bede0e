package dev.agentdesk.session;

import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.session.automation.RunEvent.RunRefused;
import dev.agentdesk.session.conversation.SessionConfiguration;
import dev.agentdesk.session.erasure.FarewellEvent.SessionsErased;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that this service stores. */
@Configuration(proxyBeanMethods = false)
class StoredTypes {

    @Bean
    EventTypes eventTypes() {
        return SessionConfiguration.register(EventTypes.builder("session"))
                .type(RunRefused.class, "RunRefused", 1)
                .type(SessionsErased.class, "SessionsErased", 1)
                .build();
    }
}
