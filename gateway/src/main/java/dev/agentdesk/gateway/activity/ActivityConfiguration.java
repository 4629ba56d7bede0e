package dev.agentdesk.gateway.activity;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.gateway.visibility.Workspaces;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.kit.store.Wakeup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Hears all topics of the platform. */
@Configuration(proxyBeanMethods = false)
class ActivityConfiguration {

    @Bean
    Activity activity(JdbcClient db, Wakeup wakeup) {
        return new Activity(db, wakeup);
    }

    @Bean
    Hints hints(JdbcClient db, Wakeup wakeup) {
        return new Hints(db, wakeup);
    }

    @Bean
    FactListener workspaceHearing(Activity activity, Workspaces workspaces) {
        return new Hearing(Topics.WORKSPACE, activity, workspaces);
    }

    @Bean
    FactListener sessionHearing(Activity activity, Workspaces workspaces) {
        return new Hearing(Topics.SESSION, activity, workspaces);
    }

    @Bean
    FactListener triggerHearing(Activity activity, Workspaces workspaces) {
        return new Hearing(Topics.TRIGGER, activity, workspaces);
    }

    @Bean
    FactListener environmentHearing(Activity activity, Workspaces workspaces) {
        return new Hearing(Topics.ENVIRONMENT, activity, workspaces);
    }

    @Bean
    FactListener accountHearing(Activity activity, Workspaces workspaces) {
        return new Hearing(Topics.ACCOUNT, activity, workspaces);
    }
}
