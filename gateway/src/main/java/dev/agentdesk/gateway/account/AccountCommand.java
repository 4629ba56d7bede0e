package dev.agentdesk.gateway.account;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;

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

    record SignOut(Stamp stamp, String accountId, String sessionDigest) implements AccountCommand {}
}
