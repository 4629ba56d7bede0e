package dev.agentdesk.gateway.publishing;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.account.v1.AccountCreated;
import dev.agentdesk.contracts.account.v1.ServiceTokenRevoked;
import dev.agentdesk.gateway.account.AccountEvent;
import dev.agentdesk.gateway.token.ServiceTokenEvent;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.store.Recorded;
import java.util.Optional;

/** The facts about access on {@code agentdesk.account.v1}: no name, no digest, nothing to sign in with. */
final class AccountFacts implements Translator {

    @Override
    public String topic() {
        return Topics.ACCOUNT;
    }

    @Override
    public Optional<Object> translate(Recorded recorded) {
        return switch (recorded.event()) {
            case AccountEvent.AccountCreated created ->
                Optional.of(new AccountCreated(created.accountId(), created.role()));
            case ServiceTokenEvent.ServiceTokenRevoked revoked ->
                Optional.of(new ServiceTokenRevoked(revoked.tokenId()));
            default -> Optional.empty();
        };
    }
}
