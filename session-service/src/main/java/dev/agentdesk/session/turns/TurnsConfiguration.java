package dev.agentdesk.session.turns;

import dev.agentdesk.session.overview.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class TurnsConfiguration {

    @Bean
    TurnProjection turnProjection() {
        return new TurnProjection();
    }

    @Bean
    Turns turns(JdbcClient db) {
        return new Turns(db);
    }

    @Bean
    TurnEndpoint turnEndpoint(Turns turns, Sessions sessions) {
        return new TurnEndpoint(turns, sessions);
    }
}
