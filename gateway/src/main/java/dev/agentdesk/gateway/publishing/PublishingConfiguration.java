package dev.agentdesk.gateway.publishing;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the gateway tells the others. */
@Configuration(proxyBeanMethods = false)
class PublishingConfiguration {

    @Bean
    AccountFacts accountFacts() {
        return new AccountFacts();
    }
}
