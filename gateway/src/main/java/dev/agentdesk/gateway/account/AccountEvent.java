package dev.agentdesk.gateway.account;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

    /**
     * A browser was let in; its session lives until {@code expiresAt} at the latest.
     *
     * @param method {@code link} or {@code password}
     * @param codeDigest the link that was redeemed, null for other methods
     */
    record SignedIn(
            Stamp stamp,
            String accountId,
            String method,
            @Nullable String codeDigest,
            String sessionDigest,
            Instant expiresAt)
            implements AccountEvent {}

    record SignedOut(Stamp stamp, String accountId, String sessionDigest) implements AccountEvent {}

    /**
     * The account has another password from now on, and no session but {@code keptSession}, the one it was set in.
     *
     * @param hash what is kept of the password; stored sealed, never published
     */
    record PasswordSet(Stamp stamp, String accountId, String hash, String keptSession) implements AccountEvent {

        @Override
        public String toString() {
            return "PasswordSet[accountId=" + accountId + "]";
        }
    }

    record AccountRenamed(Stamp stamp, String accountId, String name) implements AccountEvent {}
}
