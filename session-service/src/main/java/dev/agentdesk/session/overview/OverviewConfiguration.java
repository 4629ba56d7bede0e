package dev.agentdesk.session.overview;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.session.access.Workspaces;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class OverviewConfiguration {

    @Bean
    SessionProjection sessionProjection(JsonMapper json) {
        return new SessionProjection(json);
    }

    @Bean
    Sessions sessions(JdbcClient db, Workspaces workspaces, JsonMapper json) {
        return new Sessions(db, workspaces, json);
    }

    @Bean
    SessionEndpoint sessionEndpoint(Sessions sessions, Workspaces workspaces, Commands commands, Stamps stamps) {
        return new SessionEndpoint(sessions, workspaces, commands, stamps);
    }
}
