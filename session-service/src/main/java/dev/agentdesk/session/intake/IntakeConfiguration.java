package dev.agentdesk.session.intake;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.turns.Turns;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class IntakeConfiguration {

    @Bean
    OpenEndpoint openEndpoint(
            Workspaces workspaces,
            Sessions sessions,
            Commands commands,
            Stamps stamps,
            IdSource ids,
            Answered answered,
            InternalCalls calls) {
        return new OpenEndpoint(workspaces, sessions, commands, stamps, ids, answered, new Tasks(calls));
    }

    @Bean
    Answered answered(Sessions sessions, Turns turns, EventLog log, Wakeup wakeup, Clock clock) {
        return new Answered(sessions, turns, log, wakeup, clock);
    }

    @Bean
    PostEventsEndpoint postEventsEndpoint(Sessions sessions, Commands commands, Stamps stamps, EventLog log) {
        return new PostEventsEndpoint(sessions, commands, stamps, log);
    }
}
