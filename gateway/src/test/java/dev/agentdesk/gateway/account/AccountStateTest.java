package dev.agentdesk.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccountStateTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(15));
    private static final String ID = "usr_1";

    private static final AccountCreated CREATED = new AccountCreated(at(NOON), ID, "Ada", "admin");
    private static final SignInLinkIssued ISSUED = new SignInLinkIssued(at(NOON), ID, "code", LATER);
    private static final SignedIn SIGNED_IN = new SignedIn(at(NOON), ID, "link", "code", "session", LATER);

    @Nested
    class Absent {

        @Test
        void isCreated() {
            assertThat(after().decide(new CreateAccount(at(NOON), ID, "Ada", "admin")))
                    .containsExactly(CREATED);
        }

        @Test
        void refusesEverythingElseAsNotFound() {
            for (AccountCommand command : new AccountCommand[] {
                new IssueSignInLink(at(NOON), ID, "code", LATER),
                new RedeemSignInLink(at(NOON), ID, "code", "session", LATER),
                new SignOut(at(NOON), ID, "session"),
                new SignInWithPassword(at(NOON), ID, "hash", "session", LATER),
                new SetPassword(at(NOON), ID, "hash", null, "session"),
                new RenameAccount(at(NOON), ID, "Eve")
            }) {
                refuses(after(), command, ProblemCode.NOT_FOUND);
            }
        }

        @Test
        void doesNotAcceptAHistoryThatBeginsOtherwise() {
            assertThatThrownBy(() -> after(ISSUED)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class Active {

        @Test
        void takesARepeatedCreationAsASuccess() {
            assertThat(after(CREATED).decide(new CreateAccount(at(LATER), ID, "Ada", "admin")))
                    .isEmpty();
        }

        @Test
        void refusesACreationWithOtherContent() {
            refuses(after(CREATED), new CreateAccount(at(NOON), ID, "Eve", "admin"), ProblemCode.ID_REUSED);
        }

        @Test
        void issuesALink() {
            assertThat(after(CREATED).decide(new IssueSignInLink(at(NOON), ID, "code", LATER)))
                    .containsExactly(ISSUED);
        }

        @Test
        void signsInWithALink() {
            assertThat(after(CREATED, ISSUED).decide(redeem(NOON))).containsExactly(SIGNED_IN);
        }

        @Test
        void refusesALinkTheSecondTime() {
            refuses(after(CREATED, ISSUED, SIGNED_IN), redeem(NOON), ProblemCode.LINK_USED);
        }

        @Test
        void refusesALinkFromItsExpiryOn() {
            refuses(after(CREATED, ISSUED), redeem(LATER), ProblemCode.LINK_USED);
            assertThat(after(CREATED, ISSUED).decide(redeem(LATER.minusMillis(1))))
                    .hasSize(1);
        }

        @Test
        void refusesALinkThatWasNeverIssued() {
            refuses(after(CREATED), redeem(NOON), ProblemCode.LINK_USED);
        }

        @Test
        void keepsSeveralLinksApart() {
            var other = new SignInLinkIssued(at(NOON), ID, "other", LATER);
            assertThat(after(CREATED, ISSUED, other, SIGNED_IN)
                            .decide(new RedeemSignInLink(at(NOON), ID, "other", "second", LATER)))
                    .hasSize(1);
        }

        @Test
        void endsASessionOnce() {
            var out = new SignOut(at(NOON), ID, "session");
            var ended = new SignedOut(at(NOON), ID, "session");
            assertThat(after(CREATED, ISSUED, SIGNED_IN).decide(out)).containsExactly(ended);
            assertThat(after(CREATED, ISSUED, SIGNED_IN, ended).decide(out)).isEmpty();
        }

        @Test
        void forgetsWhatHasExpired() {
            var much = new SignInLinkIssued(at(LATER), ID, "new", LATER.plusSeconds(1));
            var state = (AccountState.Active) after(CREATED, ISSUED, much);
            assertThat(state.links()).containsOnlyKeys("new");
        }
    }

    @Nested
    class WithAPassword {

        private static final Instant LONG_AFTER = NOON.plus(AccountState.FRESH);
        private static final Instant NEXT_DAY = NOON.plus(Duration.ofDays(1));
        private static final SignedIn BY_LINK = new SignedIn(at(NOON), ID, "link", "code", "session", NEXT_DAY);
        private static final PasswordSet SET = new PasswordSet(at(NOON), ID, "hash", "session");
        private static final SignedIn BY_PASSWORD = new SignedIn(at(NOON), ID, "password", null, "second", NEXT_DAY);

        @Test
        void getsTheFirstOneFromASessionWithoutAnother() {
            assertThat(after(CREATED, ISSUED, BY_LINK)
                            .decide(new SetPassword(at(LONG_AFTER), ID, "hash", null, "session")))
                    .containsExactly(new PasswordSet(at(LONG_AFTER), ID, "hash", "session"));
        }

        @Test
        void signsInWithThePresentOne() {
            assertThat(after(CREATED, ISSUED, BY_LINK, SET)
                            .decide(new SignInWithPassword(at(NOON), ID, "hash", "second", NEXT_DAY)))
                    .containsExactly(BY_PASSWORD);
        }

        @Test
        void refusesOneThatWasReplacedWhileItWasCompared() {
            var replaced = new PasswordSet(at(NOON), ID, "other", "session");
            refuses(
                    after(CREATED, ISSUED, BY_LINK, SET, replaced),
                    new SignInWithPassword(at(NOON), ID, "hash", "second", NEXT_DAY),
                    ProblemCode.SIGN_IN_REFUSED);
        }

        @Test
        void refusesASignInWhereNoneWasSet() {
            refuses(
                    after(CREATED),
                    new SignInWithPassword(at(NOON), ID, "hash", "second", NEXT_DAY),
                    ProblemCode.SIGN_IN_REFUSED);
        }

        @Test
        void isReplacedByWhoeverKnowsIt() {
            assertThat(after(CREATED, ISSUED, BY_LINK, SET, BY_PASSWORD)
                            .decide(new SetPassword(at(LONG_AFTER), ID, "new", "hash", "second")))
                    .hasSize(1);
        }

        @Test
        void isReplacedWithoutKnowingItSoonAfterALinkOnly() {
            var state = after(CREATED, ISSUED, BY_LINK, SET, BY_PASSWORD);
            assertThat(state.decide(new SetPassword(at(LONG_AFTER.minusMillis(1)), ID, "new", null, "session")))
                    .hasSize(1);
            refuses(state, new SetPassword(at(LONG_AFTER), ID, "new", null, "session"), ProblemCode.CONFLICT);
            refuses(state, new SetPassword(at(NOON), ID, "new", null, "second"), ProblemCode.CONFLICT);
            refuses(state, new SetPassword(at(NOON), ID, "new", "stale", "second"), ProblemCode.CONFLICT);
        }

        @Test
        void isNotReplacedFromASessionThatHasEnded() {
            refuses(
                    after(CREATED, ISSUED, BY_LINK, SET),
                    new SetPassword(at(NOON), ID, "new", "hash", "ended"),
                    ProblemCode.CONFLICT);
        }

        @Test
        void endsAllOtherSessions() {
            var replaced = new PasswordSet(at(NOON), ID, "new", "second");
            var state = (AccountState.Active) after(CREATED, ISSUED, BY_LINK, SET, BY_PASSWORD, replaced);
            assertThat(state.sessions()).containsOnlyKeys("second");
        }

        @Test
        void tellsNobodyItsKeptForm() {
            assertThat(new PasswordSet(at(NOON), ID, "hash", "s").toString()).doesNotContain("hash");
            assertThat(new SetPassword(at(NOON), ID, "hash", "hash", "s").toString())
                    .doesNotContain("hash");
            assertThat(new SignInWithPassword(at(NOON), ID, "hash", "s", LATER).toString())
                    .doesNotContain("hash");
        }
    }

    @Nested
    class Renamed {

        private static final AccountRenamed RENAMED = new AccountRenamed(at(NOON), ID, "Eve");

        @Test
        void hasItsNewName() {
            assertThat(after(CREATED).decide(new RenameAccount(at(NOON), ID, "Eve")))
                    .containsExactly(RENAMED);
            assertThat(after(CREATED, RENAMED).decide(new RenameAccount(at(NOON), ID, "Eve")))
                    .isEmpty();
        }

        @Test
        void isStillTheAccountThatWasCreated() {
            assertThat(after(CREATED, RENAMED).decide(new CreateAccount(at(LATER), ID, "Ada", "admin")))
                    .isEmpty();
            refuses(after(CREATED, RENAMED), new CreateAccount(at(LATER), ID, "Eve", "admin"), ProblemCode.ID_REUSED);
        }
    }

    private static RedeemSignInLink redeem(Instant at) {
        return new RedeemSignInLink(at(at), ID, "code", "session", LATER);
    }

    private static AccountState after(AccountEvent... events) {
        var state = AccountState.initial();
        for (var event : events) {
            state = state.evolve(event);
        }
        return state;
    }

    private static void refuses(AccountState state, AccountCommand command, ProblemCode code) {
        assertThatThrownBy(() -> state.decide(command))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static Stamp at(Instant time) {
        return new Stamp("evt_1", time, Actor.PLATFORM, null, "cor_1", null, 0);
    }
}
