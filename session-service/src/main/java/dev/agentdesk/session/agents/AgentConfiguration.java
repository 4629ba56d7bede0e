package dev.agentdesk.session.agents;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.intake.Answered;
import dev.agentdesk.session.overview.Sessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class AgentConfiguration {

    @Bean
    AgentCallProjection agentCallProjection() {
        return new AgentCallProjection();
    }

    @Bean
    AgentCalls agentCalls(
            JdbcClient db,
            InternalCalls calls,
            Workspaces workspaces,
            Sessions sessions,
            Answered answered,
            Commands commands,
            Clock clock) {
        var planning = new AgentPlanning(new Callees(calls), new AgentCallRows(db), sessions);
        return new AgentCalls(planning, new AgentCallRows(db), workspaces, sessions, answered, commands, clock);
    }
}
