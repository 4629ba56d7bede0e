package dev.agentdesk.gateway.audit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit's read model. */
@Configuration(proxyBeanMethods = false)
class AuditConfiguration {

    @Bean
    AuditRows auditRows() {
        return new AuditRows();
    }
}
