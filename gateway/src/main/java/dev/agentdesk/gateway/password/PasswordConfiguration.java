package dev.agentdesk.gateway.password;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Passwords and the limit of their attempts. */
@Configuration(proxyBeanMethods = false)
class PasswordConfiguration {

    @Bean
    Passwords passwords() {
        return new Passwords();
    }

    @Bean
    SignInAttempts signInAttempts(JdbcClient db, Clock clock) {
        return new SignInAttempts(db, clock);
    }
}
