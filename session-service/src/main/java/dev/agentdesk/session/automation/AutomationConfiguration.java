package dev.agentdesk.session.automation;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.overview.Sessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class AutomationConfiguration {

    @Bean
    AggregateType<Run> run() {
        return new AggregateType<>(Run.class, RunCommand.NAME, RunCommand.class, null);
    }

    @Bean
    RunEndpoint runEndpoint(JdbcClient db, EventLog log) {
        return new RunEndpoint(db, log);
    }

    @Bean
    RunOpening runOpening(
            Commands commands,
            Workspaces workspaces,
            Sessions sessions,
            EventLog log,
            Clock clock,
            InternalCalls calls) {
        return new RunOpening(commands, workspaces, sessions, log, clock, calls);
    }

    @Bean
    WhenRouteMatchedThenOpenSession whenRouteMatchedThenOpenSession(RunOpening opening) {
        return new WhenRouteMatchedThenOpenSession(opening);
    }

    @Bean
    WhenTickFiredThenOpenSession whenTickFiredThenOpenSession(RunOpening opening, Commands commands, JdbcClient db) {
        return new WhenTickFiredThenOpenSession(opening, commands, db);
    }
}
