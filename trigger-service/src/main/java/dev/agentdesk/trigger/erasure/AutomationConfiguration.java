package dev.agentdesk.trigger.erasure;

import dev.agentdesk.kit.store.AggregateType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the {@link Automation} known to the event store. */
@Configuration(proxyBeanMethods = false)
class AutomationConfiguration {

    @Bean
    AggregateType<Automation> automationAggregate() {
        return new AggregateType<>(Automation.class, AutomationCommand.NAME, AutomationCommand.class, null);
    }
}
