package dev.agentdesk.gateway;

import dev.agentdesk.gateway.account.AccountEvent;
import dev.agentdesk.gateway.token.ServiceTokenEvent;
import dev.agentdesk.kit.store.EventTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Everything that this service stores, by the names under which it stays readable for ever. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    EventTypes eventTypes() {
        return EventTypes.builder("gateway")
                .type(AccountEvent.AccountCreated.class, "AccountCreated", 1)
                .type(AccountEvent.SignInLinkIssued.class, "SignInLinkIssued", 1)
                .type(AccountEvent.SignedIn.class, "SignedIn", 2)
                .upcast("SignedIn", 1, signedIn -> signedIn.put("method", "link"))
                .type(AccountEvent.SignedOut.class, "SignedOut", 1)
                .sealed(AccountEvent.PasswordSet.class, "PasswordSet", 1)
                .sealed(AccountEvent.AccountRenamed.class, "AccountRenamed", 1)
                .type(ServiceTokenEvent.ServiceTokenCreated.class, "ServiceTokenCreated", 1)
                .type(ServiceTokenEvent.ServiceTokenRevoked.class, "ServiceTokenRevoked", 1)
                .build();
    }
}
