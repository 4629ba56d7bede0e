package dev.agentdesk.gateway.visibility;

import dev.agentdesk.kit.web.InternalCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What is known of Workspaces. */
@Configuration(proxyBeanMethods = false)
class VisibilityConfiguration {

    @Bean
    Workspaces knownWorkspaces(JdbcClient db, JsonMapper json, InternalCalls calls) {
        return new Workspaces(db, json, calls);
    }
}
