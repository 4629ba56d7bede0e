package dev.agentdesk.session.approval;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.overview.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class ApprovalConfiguration {

    @Bean
    ApprovalProjection approvalProjection() {
        return new ApprovalProjection();
    }

    @Bean
    ApprovalEndpoint approvalEndpoint(
            JdbcClient db,
            EventLog log,
            Sessions sessions,
            Workspaces workspaces,
            Commands commands,
            Stamps stamps,
            InternalCalls calls) {
        return new ApprovalEndpoint(
                new Approvals(db, log), sessions, workspaces, commands, stamps, new WorkspaceRules(calls));
    }
}
