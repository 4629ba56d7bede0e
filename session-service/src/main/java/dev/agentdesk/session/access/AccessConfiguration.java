package dev.agentdesk.session.access;

import dev.agentdesk.kit.web.InternalCalls;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class AccessConfiguration {

    @Bean
    Workspaces workspaces(JdbcClient db, JsonMapper json, InternalCalls calls) {
        return new Workspaces(db, json, calls);
    }

    @Bean
    WhenAccessChangedThenKeep whenAccessChangedThenKeep(Workspaces workspaces) {
        return new WhenAccessChangedThenKeep(workspaces);
    }
}
