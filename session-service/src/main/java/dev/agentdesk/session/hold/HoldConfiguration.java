package dev.agentdesk.session.hold;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The beans of this feature. */
@Configuration(proxyBeanMethods = false)
public class HoldConfiguration {

    @Bean
    Holds holds(JdbcClient db, Clock clock) {
        return new Holds(db, clock);
    }
}
