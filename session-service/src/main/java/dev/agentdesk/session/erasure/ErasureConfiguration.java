package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.kit.web.ForgottenAnswers;
import dev.agentdesk.session.overview.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class ErasureConfiguration {

    @Bean
    AggregateType<Farewell> farewell() {
        return new AggregateType<>(Farewell.class, FarewellCommand.NAME, FarewellCommand.class, null);
    }

    @Bean
    SessionContent sessionContent(DataKeys keys, JdbcClient db, ForgottenAnswers answers) {
        return new SessionContent(keys, db, answers);
    }

    @Bean
    WhenSessionErasedThenDestroyContent whenSessionErasedThenDestroyContent(SessionContent content) {
        return new WhenSessionErasedThenDestroyContent(content);
    }

    @Bean
    WhenErasureRequestedThenEraseSessions whenErasureRequestedThenEraseSessions(
            JdbcClient db, Commands commands, Stamps stamps, SessionContent content) {
        return new WhenErasureRequestedThenEraseSessions(db, commands, stamps, content);
    }

    @Bean
    EraseEndpoint eraseEndpoint(Sessions sessions, Commands commands, Stamps stamps, SessionContent content) {
        return new EraseEndpoint(sessions, commands, stamps, content);
    }
}
