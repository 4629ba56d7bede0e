package dev.agentdesk.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.account.AccountCommand.CreateAccount;
import dev.agentdesk.gateway.account.AccountCommand.IssueSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.RedeemSignInLink;
import dev.agentdesk.gateway.account.AccountCommand.SignOut;
import dev.agentdesk.gateway.account.AccountEvent.AccountCreated;
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
    private static final SignedIn SIGNED_IN = new SignedIn(at(NOON), ID, "code", "session", LATER);

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
                new SignOut(at(NOON), ID, "session")
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
