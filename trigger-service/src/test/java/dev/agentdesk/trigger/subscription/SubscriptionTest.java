package dev.agentdesk.trigger.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.CreateSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.DeleteSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.EditSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionCommand.PauseSubscription;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.AddressReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.Erased;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SecretsReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SelectionChosen;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDeleted;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDisabled;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionEnabled;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionPaused;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionResumed;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SubscriptionTest {

    private static final String ID = "sub_1";
    private static final Stamp NOW =
            new Stamp("evt_1", Instant.parse("2026-01-02T03:04:05.678Z"), Actor.user("usr_1"), null, "cor_1", null, 0);
    private static final Address ADDRESS = new Address("https://example.org/hook", false);
    private static final Selection ALL = new Selection(List.of("*"), List.of());
    private static final CreateSubscription CREATE = new CreateSubscription(
            NOW, ID, false, new SubscriptionSettings(ADDRESS, ALL, List.of("sec_1", "sec_2"), true));
    private static final PauseSubscription PAUSE = new PauseSubscription(NOW, ID, PauseCode.FAILURES);
    private static final DeleteSubscription DELETE = new DeleteSubscription(NOW, ID, null);

    private static EditSubscription edit(SubscriptionChange change) {
        return new EditSubscription(NOW, ID, null, change);
    }

    private static EditSubscription enable(boolean enabled) {
        return edit(new SubscriptionChange(null, null, null, enabled));
    }

    private static SubscriptionState after(SubscriptionCommand... commands) {
        var state = SubscriptionState.initial();
        for (var command : commands) {
            for (var event : state.decide(command)) {
                state = state.evolve(event);
            }
        }
        return state;
    }

    private static ProblemCode refusal(SubscriptionState state, SubscriptionCommand command) {
        return catchThrowableOfType(Rejection.class, () -> state.decide(command))
                .code();
    }

    @Test
    void isMadeOnce() {
        assertThat(after().decide(CREATE)).hasSize(1);
        assertThat(after(CREATE).decide(CREATE)).isEmpty();
        var other =
                new CreateSubscription(NOW, ID, false, new SubscriptionSettings(ADDRESS, ALL, List.of("sec_3"), true));
        assertThat(refusal(after(CREATE), other)).isEqualTo(ProblemCode.ID_REUSED);
        assertThat(refusal(after(CREATE, DELETE), CREATE)).isEqualTo(ProblemCode.ID_REUSED);
    }

    @Test
    void refusesWhatComesBeforeIt() {
        assertThat(refusal(after(), enable(true))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(after(), DELETE)).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(after().decide(PAUSE)).isEmpty();
    }

    @Nested
    class WhileItLives {

        @Test
        void statesEachChangeOnce() {
            var to = new Address("https://example.org/other", true);
            var less = new Selection(List.of("session.*"), List.of("wrk_1"));
            var change = edit(new SubscriptionChange(to, less, List.of("sec_2", "sec_3"), false));

            var facts = after(CREATE).decide(change);

            assertThat(facts)
                    .containsExactly(
                            new AddressReplaced(NOW, ID, to),
                            new SelectionChosen(NOW.then(1), ID, less),
                            new SecretsReplaced(NOW.then(2), ID, List.of("sec_2", "sec_3"), List.of("sec_1")),
                            new SubscriptionDisabled(NOW.then(3), ID));
            assertThat(after(CREATE, change).decide(change)).isEmpty();
            assertThat(after(CREATE, change).decide(enable(true))).containsExactly(new SubscriptionEnabled(NOW, ID));
        }

        @Test
        void refusesToOverwriteWhatTheCallerHasNotSeen() {
            var stale = new EditSubscription(NOW, ID, 7L, new SubscriptionChange(null, null, null, false));

            assertThat(refusal(after(CREATE), stale)).isEqualTo(ProblemCode.PRECONDITION_FAILED);
            assertThat(refusal(after(CREATE), new DeleteSubscription(NOW, ID, 7L)))
                    .isEqualTo(ProblemCode.PRECONDITION_FAILED);
        }

        @Test
        void isPausedOnceAndResumedByEnablingIt() {
            assertThat(after(CREATE).decide(PAUSE))
                    .containsExactly(new SubscriptionPaused(NOW, ID, PauseCode.FAILURES));
            assertThat(after(CREATE, PAUSE).decide(PAUSE)).isEmpty();
            assertThat(after(CREATE, enable(false)).decide(PAUSE)).isEmpty();
            assertThat(after(CREATE, PAUSE).decide(enable(true))).containsExactly(new SubscriptionResumed(NOW, ID));
            assertThat(after(CREATE, PAUSE, enable(true)).decide(enable(true))).isEmpty();
        }

        @Test
        void isDeletedOnce() {
            assertThat(after(CREATE).decide(DELETE)).containsExactly(new SubscriptionDeleted(NOW, ID));
            assertThat(after(CREATE, DELETE).decide(DELETE)).isEmpty();
            assertThat(refusal(after(CREATE, DELETE), enable(true))).isEqualTo(ProblemCode.NOT_FOUND);
            assertThat(after(CREATE, DELETE).decide(PAUSE)).isEmpty();
        }
    }

    @Test
    void staysGoneWhenItsWordsCanNotBeReadAnyMore() {
        var state = SubscriptionState.initial()
                .evolve(new Erased(NOW, ID, "SubscriptionCreated"))
                .evolve(new SubscriptionPaused(NOW, ID, PauseCode.GONE))
                .evolve(new SubscriptionDisabled(NOW, ID))
                .evolve(new SubscriptionDeleted(NOW, ID));

        assertThat(refusal(state, enable(true))).isEqualTo(ProblemCode.NOT_FOUND);
    }

    @Test
    void doesNotTellItsAddress() {
        assertThat(CREATE.toString()).doesNotContain("example.org");
    }
}
