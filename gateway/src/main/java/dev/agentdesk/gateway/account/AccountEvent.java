package dev.agentdesk.gateway.account;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;

/** Everything that can have happened to an account. Codes and cookies are here as SHA-256 only. */
public sealed interface AccountEvent extends DomainEvent {

    String accountId();

    @Override
    default String aggregateId() {
        return accountId();
    }

    record AccountCreated(Stamp stamp, String accountId, String name, String role) implements AccountEvent {}

    record SignInLinkIssued(Stamp stamp, String accountId, String codeDigest, Instant expiresAt)
            implements AccountEvent {}

    /** A link was redeemed; the session lives until {@code expiresAt} at the latest. */
    record SignedIn(Stamp stamp, String accountId, String codeDigest, String sessionDigest, Instant expiresAt)
            implements AccountEvent {}

    record SignedOut(Stamp stamp, String accountId, String sessionDigest) implements AccountEvent {}
}
