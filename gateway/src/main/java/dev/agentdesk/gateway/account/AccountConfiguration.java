package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.edge.EdgeProperties;
import dev.agentdesk.gateway.password.Passwords;
import dev.agentdesk.gateway.password.SignInAttempts;
import dev.agentdesk.gateway.token.Tokens;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.AggregateType;
import java.time.Clock;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Accounts and their sign-in. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

    @Bean
    AggregateType<Account> accountType() {
        return new AggregateType<>(Account.class, AccountCommand.NAME, AccountCommand.class, null);
    }

    @Bean
    AccountRows accountRows() {
        return new AccountRows();
    }

    @Bean
    Administrator administrator(Commands commands, Clock clock) {
        return new Administrator(commands, clock);
    }

    @Bean
    ApplicationRunner administratorFromTheFirstStart(Administrator administrator, SignInFile file, SignInLinks links) {
        return arguments -> {
            administrator.ensure();
            file.write(links);
        };
    }

    @Bean
    SessionCookie sessionCookie(EdgeProperties edge) {
        return new SessionCookie(edge);
    }

    @Bean
    BrowserSessions browserSessions(JdbcClient db, Clock clock) {
        return new BrowserSessions(db, clock);
    }

    @Bean
    SignInLinks signInLinks(
            Administrator administrator,
            Commands commands,
            JdbcClient db,
            EdgeProperties edge,
            IdSource ids,
            Clock clock) {
        return new SignInLinks(administrator, commands, db, edge, ids, clock);
    }

    @Bean
    PasswordSignIn passwordSignIn(Passwords passwords, Commands commands, JdbcClient db, IdSource ids, Clock clock) {
        return new PasswordSignIn(passwords, commands, db, ids, clock);
    }

    @Bean
    SignOuts signOuts(Commands commands, OpenConnections connections) {
        return new SignOuts(commands, connections);
    }

    @Bean
    OwnAccount ownAccount(
            BrowserSessions sessions,
            Passwords passwords,
            SignInAttempts attempts,
            SignOuts signOuts,
            Commands commands,
            Stamps stamps,
            JdbcClient db) {
        return new OwnAccount(sessions, passwords, attempts, signOuts, commands, stamps, db);
    }

    @Bean
    ServiceTokens serviceTokens(Administrator administrator, Tokens tokens, IdSource ids, Clock clock) {
        return new ServiceTokens(administrator, tokens, ids, clock);
    }
}
