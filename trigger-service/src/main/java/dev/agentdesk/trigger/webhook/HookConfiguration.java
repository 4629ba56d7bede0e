package dev.agentdesk.trigger.webhook;

import dev.agentdesk.kit.web.StreamedBodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door reads bodies by itself, and an {@code Idempotency-Key} means nothing before its sender is known. */
@Configuration(proxyBeanMethods = false)
class HookConfiguration {

    @Bean
    StreamedBodies hookBodies() {
        return request -> request.getRequestURI().startsWith("/hooks/");
    }
}
