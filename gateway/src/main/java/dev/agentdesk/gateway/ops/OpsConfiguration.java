package dev.agentdesk.gateway.ops;

import dev.agentdesk.kit.web.InternalCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the operators' endpoints ask. */
@Configuration(proxyBeanMethods = false)
class OpsConfiguration {

    @Bean
    Peers peers(InternalCalls calls) {
        return new Peers(calls);
    }
}
