package dev.agentdesk.session.fork;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.turns.Turns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class ForkConfiguration {

    @Bean
    ForkEndpoint forkEndpoint(
            Sessions sessions, Turns turns, Commands commands, EventLog log, Stamps stamps, IdSource ids) {
        return new ForkEndpoint(sessions, turns, commands, log, stamps, ids);
    }
}
