package dev.agentdesk.gateway.token;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.store.AggregateType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Service tokens and their register. */
@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    AggregateType<ServiceToken> serviceTokenType() {
        return new AggregateType<>(ServiceToken.class, ServiceTokenCommand.NAME, ServiceTokenCommand.class, null);
    }

    @Bean
    TokenRows tokenRows() {
        return new TokenRows();
    }

    @Bean
    TokenRegister tokenRegister(JdbcClient db) {
        return new TokenRegister(db);
    }

    @Bean
    Tokens tokens(Commands commands, TokenRegister register, OpenConnections connections, Clock clock) {
        return new Tokens(commands, register, connections, clock);
    }
}
