package dev.agentdesk.gateway.asking;

import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.security.InnerTokens;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way to the services for questions of the gateway's own endpoints. */
@Configuration(proxyBeanMethods = false)
class AskingConfiguration {

    @Bean
    CallersRights callersRights(ServiceProperties services, InnerTokens tokens) {
        return new CallersRights(services, tokens);
    }
}
