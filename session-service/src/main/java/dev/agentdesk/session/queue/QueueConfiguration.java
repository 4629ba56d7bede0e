package dev.agentdesk.session.queue;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.overview.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class QueueConfiguration {

    @Bean
    QueueEndpoint queueEndpoint(Sessions sessions, JdbcClient db, EventLog log, Commands commands, Stamps stamps) {
        return new QueueEndpoint(sessions, new Queue(db, log), commands, stamps);
    }
}
