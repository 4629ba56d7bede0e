package dev.agentdesk.session.share;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.overview.Sessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class ShareConfiguration {

    @Bean
    ShareProjection shareProjection() {
        return new ShareProjection();
    }

    @Bean
    ShareEndpoint shareEndpoint(
            Sessions sessions,
            Commands commands,
            Stamps stamps,
            IdSource ids,
            JdbcClient db,
            JsonMapper json,
            Clock clock) {
        return new ShareEndpoint(sessions, commands, stamps, ids, db, json, clock);
    }

    @Bean
    SharedEndpoint sharedEndpoint(Sessions sessions, EventLog log, JdbcClient db, Clock clock) {
        return new SharedEndpoint(sessions, log, db, clock);
    }
}
