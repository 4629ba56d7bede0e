package dev.agentdesk.gateway.account;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Everything a caller may ask of an account. */
public sealed interface AccountCommand extends Command {

    String NAME = "gateway.Account";

    Stamp stamp();

    String accountId();

    @Override
    default String aggregateId() {
        return accountId();
    }

    record CreateAccount(Stamp stamp, String accountId, String name, String role) implements AccountCommand {}

    record IssueSignInLink(Stamp stamp, String accountId, String codeDigest, Instant expiresAt)
            implements AccountCommand {}

    record RedeemSignInLink(Stamp stamp, String accountId, String codeDigest, String sessionDigest, Instant expiresAt)
            implements AccountCommand {}

    /** The password was found to fit {@code hash}; whether that is still the account's is decided here. */
    record SignInWithPassword(Stamp stamp, String accountId, String hash, String sessionDigest, Instant expiresAt)
            implements AccountCommand {

        @Override
        public String toString() {
            return "SignInWithPassword[accountId=" + accountId + "]";
        }
    }

    record SignOut(Stamp stamp, String accountId, String sessionDigest) implements AccountCommand {}

    /**
     * @param replaces the kept form of the password that the caller knew, null if none was shown
     * @param session the one that asks
     */
    record SetPassword(
            Stamp stamp,
            String accountId,
            String hash,
            @Nullable String replaces,
            String session) implements AccountCommand {

        @Override
        public String toString() {
            return "SetPassword[accountId=" + accountId + "]";
        }
    }

    record RenameAccount(Stamp stamp, String accountId, String name) implements AccountCommand {}
}
