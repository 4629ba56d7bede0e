package dev.agentdesk.gateway.account;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.account.AccountCommand.CreateAccount;
import dev.agentdesk.gateway.account.AccountCommand.IssueSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RedeemSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RenameAccount;
import dev.agentdesk.gateway.account.AccountCommand.SetPassword;
import dev.agentdesk.gateway.account.AccountCommand.SignInWithPassword;
import dev.agentdesk.gateway.account.AccountCommand.SignOut;
import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
import dev.agentdesk.gateway.account.AccountEvent.AccountRenamed;
import dev.agentdesk.gateway.account.AccountEvent.PasswordSet;
import dev.agentdesk.gateway.account.AccountEvent.SignInLinkIssued;
import dev.agentdesk.gateway.account.AccountEvent.SignedIn;
import dev.agentdesk.gateway.account.AccountEvent.SignedOut;
import dev.agentdesk.kit.problem.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of an account: a link signs in once and in time, a password as long as it is the present one, a session
 * ends once, and another password ends all sessions but the one that set it.
 *
 * <p>Pure. {@link #decide} may refuse and changes nothing; {@link #evolve} accepts every fact. What has expired is
 * forgotten with the next fact of its kind, so that the state stays small.
 */
sealed interface AccountState {

    String LINK = "link";
    String PASSWORD = "password";

    /** How long after its beginning a session that began with a link may replace a forgotten password. */
    Duration FRESH = Duration.ofMinutes(15);

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
                return new Active(created.name(), created.name(), created.role(), null, Map.of(), Map.of());
            }
            throw new IllegalStateException("the history does not begin with the creation of the account");
        }
    }

    /** A session that was not ended: how it began, when, and when it expires. */
    record Open(String method, Instant since, Instant until) {

        /** Whoever holds a link may set a password without knowing the old one: that is what links are for. */
        boolean isFreshFromLink(Instant now) {
            return method.equals(LINK) && now.isBefore(since.plus(FRESH));
        }
    }

    /**
     * An account that can sign in.
     *
     * @param createdAs the name that a repeated creation has
     * @param hash what is kept of the password, null while there is none
     * @param links digests of the codes that were not redeemed yet, and when they expire
     * @param sessions by their digests
     */
    record Active(
            String createdAs,
            String name,
            String role,
            @Nullable String hash,
            Map<String, Instant> links,
            Map<String, Open> sessions)
            implements AccountState {

        @Override
        public List<AccountEvent> decide(AccountCommand command) {
            return switch (command) {
                case CreateAccount create -> decide(create);
                case IssueSignInLink issue ->
                    List.of(new SignInLinkIssued(
                            issue.stamp(), issue.accountId(), issue.codeDigest(), issue.expiresAt()));
                case RedeemSignInLink redeem -> decide(redeem);
                case SignInWithPassword in -> decide(in);
                case SignOut out -> decide(out);
                case SetPassword set -> decide(set);
                case RenameAccount rename ->
                    rename.name().equals(name)
                            ? List.of()
                            : List.of(new AccountRenamed(rename.stamp(), rename.accountId(), rename.name()));
            };
        }

        private List<AccountEvent> decide(CreateAccount create) {
            if (!create.name().equals(createdAs) || !create.role().equals(role)) {
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
                    LINK,
                    redeem.codeDigest(),
                    redeem.sessionDigest(),
                    redeem.expiresAt()));
        }

        /** The comparison took its time; meanwhile the password may have become another. */
        private List<AccountEvent> decide(SignInWithPassword in) {
            if (!in.hash().equals(hash)) {
                throw signInRefused();
            }
            return List.of(
                    new SignedIn(in.stamp(), in.accountId(), PASSWORD, null, in.sessionDigest(), in.expiresAt()));
        }

        private List<AccountEvent> decide(SignOut out) {
            return sessions.containsKey(out.sessionDigest())
                    ? List.of(new SignedOut(out.stamp(), out.accountId(), out.sessionDigest()))
                    : List.of();
        }

        private List<AccountEvent> decide(SetPassword set) {
            var session = sessions.get(set.session());
            boolean fresh =
                    session != null && session.isFreshFromLink(set.stamp().at());
            if (session == null || hash != null && !hash.equals(set.replaces()) && !fresh) {
                throw new Rejection(
                        ProblemCode.CONFLICT, "The password or the session has changed meanwhile; sign in again.");
            }
            return List.of(new PasswordSet(set.stamp(), set.accountId(), set.hash(), set.session()));
        }

        @Override
        public AccountState evolve(AccountEvent event) {
            var now = event.stamp().at();
            return switch (event) {
                case AccountCreated created -> this;
                case AccountRenamed renamed -> new Active(createdAs, renamed.name(), role, hash, links, sessions);
                case SignInLinkIssued issued ->
                    with(adding(linksAt(now), issued.codeDigest(), issued.expiresAt()), sessions);
                case SignedIn in ->
                    with(
                            without(linksAt(now), in.codeDigest()),
                            adding(sessionsAt(now), in.sessionDigest(), new Open(in.method(), now, in.expiresAt())));
                case SignedOut out -> with(links, without(sessionsAt(now), out.sessionDigest()));
                case PasswordSet set -> new Active(createdAs, name, role, set.hash(), links, only(set.keptSession()));
            };
        }

        private Active with(Map<String, Instant> links, Map<String, Open> sessions) {
            return new Active(createdAs, name, role, hash, links, sessions);
        }

        private Map<String, Instant> linksAt(Instant now) {
            var open = new HashMap<>(links);
            open.values().removeIf(until -> !now.isBefore(until));
            return open;
        }

        private Map<String, Open> sessionsAt(Instant now) {
            var open = new HashMap<>(sessions);
            open.values().removeIf(session -> !now.isBefore(session.until()));
            return open;
        }

        private Map<String, Open> only(String session) {
            var kept = sessions.get(session);
            return kept == null ? Map.of() : Map.of(session, kept);
        }

        private static <T> Map<String, T> adding(Map<String, T> open, String digest, T value) {
            open.put(digest, value);
            return Map.copyOf(open);
        }

        private static <T> Map<String, T> without(Map<String, T> open, @Nullable String digest) {
            open.remove(digest);
            return Map.copyOf(open);
        }
    }

    /** One answer for an unknown, a used and an expired code: it tells a guesser nothing. */
    static Rejection linkUsed() {
        return new Rejection(
                ProblemCode.LINK_USED,
                "Ask for a new link on the machine of this instance: ./agentdesk token --sign-in");
    }

    /** One answer for an unknown name, an account without a password and a wrong one: it tells a guesser nothing. */
    static Rejection signInRefused() {
        return new Rejection(
                ProblemCode.SIGN_IN_REFUSED,
                "The name or the password is wrong, or no password was set. A link helps: ./agentdesk token --sign-in");
    }
}
