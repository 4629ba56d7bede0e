package dev.agentdesk.session.publishing;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.trigger.v1.RouteMatched;
import dev.agentdesk.contracts.trigger.v1.TickFired;
import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErasureRequested;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.session.access.WhenAccessChangedThenKeep;
import dev.agentdesk.session.automation.WhenRouteMatchedThenOpenSession;
import dev.agentdesk.session.automation.WhenTickFiredThenOpenSession;
import dev.agentdesk.session.erasure.WhenErasureRequestedThenEraseSessions;
import dev.agentdesk.session.hold.Holds;
import dev.agentdesk.session.runner.WorkspaceNews;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What goes out and what comes in. */
@Configuration(proxyBeanMethods = false)
public class PublishingConfiguration {

    @Bean
    SessionFacts sessionFacts() {
        return new SessionFacts();
    }

    /** Any news of a Workspace also lets waiting turns try again. */
    @Bean
    FactListener workspaceFacts(
            WhenAccessChangedThenKeep access, WhenErasureRequestedThenEraseSessions erasure, WorkspaceNews news) {
        return new Hearing(Topics.WORKSPACE, fact -> {
            if (fact.is(AccessChanged.class)) {
                access.on(fact);
            } else if (fact.is(WorkspaceErasureRequested.class)) {
                erasure.on(fact);
            }
            news.about(fact.subject());
        });
    }

    @Bean
    FactListener environmentFacts(WorkspaceNews news) {
        return new Hearing(Topics.ENVIRONMENT, fact -> news.about(fact.subject()));
    }

    @Bean
    FactListener triggerFacts(
            WhenRouteMatchedThenOpenSession matched,
            WhenTickFiredThenOpenSession fired,
            Holds holds,
            WorkspaceNews news) {
        return new Hearing(Topics.TRIGGER, fact -> {
            if (fact.is(RouteMatched.class)) {
                matched.on(fact);
            } else if (fact.is(TickFired.class)) {
                fired.on(fact);
            } else if (holds.on(fact)) {
                news.aboutHolds();
            }
        });
    }
}
