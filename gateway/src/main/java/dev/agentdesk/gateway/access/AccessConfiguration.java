package dev.agentdesk.gateway.access;

import dev.agentdesk.gateway.account.BrowserSessions;
import dev.agentdesk.gateway.account.SessionCookie;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.edge.FilterOrder;
import dev.agentdesk.gateway.token.Tokens;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.web.Problems;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How callers become known, and stop being so. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

    @Bean
    Credentials credentials(Tokens tokens, BrowserSessions sessions, SessionCookie cookie) {
        return new Credentials(tokens, sessions, cookie);
    }

    @Bean
    FilterRegistrationBean<AccessFilter> accessFilter(
            Credentials credentials, JdbcClient db, Clock clock, SessionCookie cookie, Problems problems) {
        var filter = new AccessFilter(credentials, new LastUse(db, clock), cookie, problems);
        return FilterOrder.place(filter, FilterOrder.ACCESS);
    }

    @Bean
    InnerIdentity innerIdentity(InnerTokens tokens) {
        return new SignedIdentity(tokens);
    }

    @Bean(destroyMethod = "shutdownNow")
    ScheduledExecutorService revocationTimer(OpenConnections connections, Credentials credentials) {
        var revocations = new Revocations(connections, credentials);
        var timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("revocations").factory());
        long millis = Revocations.EVERY.toMillis();
        timer.scheduleWithFixedDelay(revocations::enforce, millis, millis, TimeUnit.MILLISECONDS);
        return timer;
    }
}
