package dev.agentdesk.gateway.account;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.account.AccountCommand.CreateAccount;
import dev.agentdesk.gateway.account.AccountCommand.IssueSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RedeemSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.SignOut;
import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
import dev.agentdesk.gateway.account.AccountEvent.SignInLinkIssued;
import dev.agentdesk.gateway.account.AccountEvent.SignedIn;
import dev.agentdesk.gateway.account.AccountEvent.SignedOut;
import dev.agentdesk.kit.problem.Rejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The rules of an account: a link signs in once and in time, and a session ends once.
 *
 * <p>Pure. {@link #decide} may refuse and changes nothing; {@link #evolve} accepts every fact. What has expired is
 * forgotten with the next fact of its kind, so that the state stays small.
 */
sealed interface AccountState {

    static AccountState initial() {
        return new Absent();
    }

    List<AccountEvent> decide(AccountCommand command);

    AccountState evolve(AccountEvent event);

    /** Nobody has this id yet. */
    record Absent() implements AccountState {

        @Override
        public List<AccountEvent> decide(AccountCommand command) {
            if (command instanceof CreateAccount create) {
                return List.of(new AccountCreated(create.stamp(), create.accountId(), create.name(), create.role()));
            }
            throw Rejection.notFound();
        }

        @Override
        public AccountState evolve(AccountEvent event) {
            if (event instanceof AccountCreated created) {
                return new Active(created.name(), created.role(), Map.of(), Map.of());
            }
            throw new IllegalStateException("the history does not begin with the creation of the account");
        }
    }

    /**
     * An account that can sign in.
     *
     * @param links digests of the codes that were not redeemed yet, and when they expire
     * @param sessions digests of the sessions that were not ended, and when they expire
     */
    record Active(String name, String role, Map<String, Instant> links, Map<String, Instant> sessions)
            implements AccountState {

        @Override
        public List<AccountEvent> decide(AccountCommand command) {
            return switch (command) {
                case CreateAccount create -> decide(create);
                case IssueSignInLink issue ->
                    List.of(new SignInLinkIssued(
                            issue.stamp(), issue.accountId(), issue.codeDigest(), issue.expiresAt()));
                case RedeemSignInLink redeem -> decide(redeem);
                case SignOut out -> decide(out);
            };
        }

        private List<AccountEvent> decide(CreateAccount create) {
            if (!create.name().equals(name) || !create.role().equals(role)) {
                throw new Rejection(ProblemCode.ID_REUSED, "An account with this id exists.");
            }
            return List.of();
        }

        private List<AccountEvent> decide(RedeemSignInLink redeem) {
            var expiry = links.get(redeem.codeDigest());
            if (expiry == null || !redeem.stamp().at().isBefore(expiry)) {
                throw linkUsed();
            }
            return List.of(new SignedIn(
                    redeem.stamp(),
                    redeem.accountId(),
                    redeem.codeDigest(),
                    redeem.sessionDigest(),
                    redeem.expiresAt()));
        }

        private List<AccountEvent> decide(SignOut out) {
            return sessions.containsKey(out.sessionDigest())
                    ? List.of(new SignedOut(out.stamp(), out.accountId(), out.sessionDigest()))
                    : List.of();
        }

        @Override
        public AccountState evolve(AccountEvent event) {
            var now = event.stamp().at();
            return switch (event) {
                case AccountCreated created -> new Active(created.name(), created.role(), links, sessions);
                case SignInLinkIssued issued ->
                    new Active(
                            name,
                            role,
                            changed(links, now, open -> open.put(issued.codeDigest(), issued.expiresAt())),
                            sessions);
                case SignedIn in ->
                    new Active(
                            name,
                            role,
                            changed(links, now, open -> open.remove(in.codeDigest())),
                            changed(sessions, now, open -> open.put(in.sessionDigest(), in.expiresAt())));
                case SignedOut out ->
                    new Active(name, role, links, changed(sessions, now, open -> open.remove(out.sessionDigest())));
            };
        }

        private static Map<String, Instant> changed(
                Map<String, Instant> open, Instant now, Consumer<Map<String, Instant>> change) {
            var next = new HashMap<>(open);
            next.values().removeIf(expiry -> !now.isBefore(expiry));
            change.accept(next);
            return Map.copyOf(next);
        }
    }

    /** One answer for an unknown, a used and an expired code: it tells a guesser nothing. */
    static Rejection linkUsed() {
        return new Rejection(
                ProblemCode.LINK_USED,
                "Ask for a new link on the machine of this instance: ./agentdesk token --sign-in");
    }
}
