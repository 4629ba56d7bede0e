package dev.agentdesk.trigger.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.delivery.Decision.Ask;
import dev.agentdesk.trigger.delivery.Decision.Comparison;
import dev.agentdesk.trigger.delivery.Decision.GiveUp;
import dev.agentdesk.trigger.delivery.Decision.Grounds;
import dev.agentdesk.trigger.delivery.DeliveryCommand.AnswerRun;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EndDelay;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EraseDelivery;
import dev.agentdesk.trigger.delivery.DeliveryCommand.ExpireDelivery;
import dev.agentdesk.trigger.delivery.DeliveryCommand.GiveUpRouting;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Receive;
import dev.agentdesk.trigger.delivery.DeliveryCommand.RecordConflict;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Settle;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Supersede;
import dev.agentdesk.trigger.delivery.DeliveryEvent.ConflictDetected;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryErased;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryExpired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryRouted;
import dev.agentdesk.trigger.delivery.DeliveryEvent.Erased;
import dev.agentdesk.trigger.delivery.DeliveryEvent.GroundsKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PayloadKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PromptRendered;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RoutingFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDebounced;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFinished;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunOpened;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static final String ID = "dlv_1";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Stamp NOW = new Stamp("evt_1", AT, Actor.PLATFORM, null, ID, null, 0);
    private static final CloudEvent EVENT =
            new CloudEvent("e-1", "https://ci/", "build.failed", null, null, null, Map.of(), "{}", null);
    private static final Arrival ARRIVAL =
            Arrival.byTopic("con_1", "digest-1", 2, "application/json", "agentdesk.triggers.v1", 3, 17);
    private static final DeliveryReceived RECEIVED = new DeliveryReceived(NOW, ID, ARRIVAL);
    private static final Verdict MATCHED = new Verdict("rte_1", 4, Verdict.Kind.MATCHED, "run_1");
    private static final Verdict NOT_MATCHED = new Verdict("rte_2", 1, Verdict.Kind.NOT_MATCHED, null);
    private static final Grounds GROUNDS =
            new Grounds("rte_1", List.of(new Comparison("event.type == 'build.failed'", "build.failed")), List.of());
    private static final Decision ASK =
            new Decision(MATCHED, GROUNDS, new Ask("run_1", "wrk_1", "enqueue", "Fix it", "Fix e-1", null));
    private static final Decision NO = new Decision(NOT_MATCHED, new Grounds("rte_2", List.of(), List.of()), null);

    @Test
    void keepsWhatArrives() {
        assertThat(after().decide(new Receive(NOW, ID, ARRIVAL, EVENT, null)))
                .containsExactly(RECEIVED, new PayloadKept(NOW.then(1), ID, EVENT, null));
    }

    @Test
    void keepsAConflictBesideWhatItConflictsWith() {
        assertThat(after().decide(new RecordConflict(NOW, ID, "dlv_0", ARRIVAL, EVENT, null)))
                .containsExactly(
                        new ConflictDetected(NOW, ID, "dlv_0", ARRIVAL), new PayloadKept(NOW.then(1), ID, EVENT, null));
    }

    @Test
    void knowsNothingElseBeforeItArrives() {
        assertThat(refusal(after(), new Settle(NOW, ID, List.of()))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(after(), new EraseDelivery(NOW, ID, "wrk_1"))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(after(), answer(new Answer.Opened("ses_1")))).isEqualTo(ProblemCode.NOT_FOUND);
    }

    @Nested
    class WhileItWaits {

        private final DeliveryState waiting = after(RECEIVED);

        @Test
        void takesARepeatOfItsArrivalAsDone() {
            var again = Arrival.byTopic("con_1", "digest-1", 9, null, "agentdesk.triggers.v1", 5, 99);

            assertThat(waiting.decide(new Receive(NOW.then(7), ID, again, EVENT, null)))
                    .isEmpty();
        }

        @Test
        void refusesOtherContentUnderItsId() {
            var other = Arrival.byTopic("con_1", "digest-2", 2, null, "agentdesk.triggers.v1", 3, 18);

            assertThat(refusal(waiting, new Receive(NOW, ID, other, EVENT, null)))
                    .isEqualTo(ProblemCode.ID_REUSED);
        }

        @Test
        void isRoutedWithOneRunPerMatchAndTheActOfItsRoute() {
            var byRoute = new Actor("route", "rte_1", null);
            var prompted = new Stamp(NOW.then(2).id(), AT, byRoute, "wrk_1", ID, null, 1);
            var fired = new Stamp(NOW.then(3).id(), AT, byRoute, "wrk_1", ID, null, 1);

            assertThat(waiting.decide(new Settle(NOW, ID, List.of(ASK, NO))))
                    .containsExactly(
                            new DeliveryRouted(NOW, ID, List.of(MATCHED, NOT_MATCHED)),
                            new GroundsKept(NOW.then(1), ID, List.of(GROUNDS, NO.grounds())),
                            new PromptRendered(prompted, ID, "run_1", "Fix it", "Fix e-1"),
                            new RunFired(fired, ID, "run_1", "con_1", "rte_1", 4, "wrk_1", "enqueue", null));
        }

        @Test
        void isRoutedToNothingWhereThereIsNoRoute() {
            assertThat(waiting.decide(new Settle(NOW, ID, List.of())))
                    .containsExactly(new DeliveryRouted(NOW, ID, List.of()));
        }

        @Test
        void failsARunThatHasNoPrompt() {
            var tooLarge =
                    new Decision(MATCHED, GROUNDS, new GiveUp("run_1", "wrk_1", "template-too-large", "Too large."));

            assertThat(waiting.decide(new Settle(NOW, ID, List.of(tooLarge))))
                    .last()
                    .satisfies(event -> {
                        assertThat(event).isInstanceOf(RunFailed.class);
                        assertThat(((RunFailed) event).code()).isEqualTo("template-too-large");
                    });
        }

        @Test
        void firesAtDepthEightAndFailsBeyond() {
            assertThat(settledAtDepth(7)).last().isInstanceOf(RunFired.class);
            assertThat(settledAtDepth(8)).last().satisfies(event -> {
                assertThat(((RunFailed) event).code()).isEqualTo("depth-exceeded");
                assertThat(event.stamp().depth()).isEqualTo(9);
            });
        }

        private List<DeliveryEvent> settledAtDepth(int depth) {
            var deep = new Stamp("evt_1", AT, Actor.PLATFORM, null, ID, null, depth);
            return after(new DeliveryReceived(deep, ID, ARRIVAL)).decide(new Settle(NOW, ID, List.of(ASK)));
        }

        @Test
        void canBeGivenUp() {
            assertThat(waiting.decide(new GiveUpRouting(NOW, ID, "erased")))
                    .containsExactly(new RoutingFailed(NOW, ID, "erased"));
        }

        @Test
        void isNotRoutedOnceItIsErased() {
            assertThat(after(RECEIVED, new DeliveryErased(NOW, ID, "wrk_1")).decide(new Settle(NOW, ID, List.of(ASK))))
                    .containsExactly(new RoutingFailed(NOW, ID, "erased"));
        }
    }

    @Nested
    class OnceItIsRouted {

        private final DeliveryState routed = routed();

        @Test
        void staysAsItWasDecided() {
            assertThat(routed.decide(new Settle(NOW, ID, List.of(NO)))).isEmpty();
            assertThat(routed.decide(new GiveUpRouting(NOW, ID, "erased"))).isEmpty();
            assertThat(routed.decide(new Receive(NOW, ID, ARRIVAL, EVENT, null)))
                    .isEmpty();
        }

        @Test
        void learnsOfTheSessionOnce() {
            var opened = new RunOpened(NOW, ID, "run_1", "ses_1");

            assertThat(routed.decide(answer(new Answer.Opened("ses_1")))).containsExactly(opened);
            assertThat(routed.evolve(opened).decide(answer(new Answer.Opened("ses_1"))))
                    .isEmpty();
        }

        @Test
        void takesTheFirstFinalAnswerAndNoOther() {
            var finished = new RunFinished(NOW, ID, "run_1", "ses_1", "trn_1", "end_turn", "0.10");

            assertThat(routed.decide(answer(new Answer.Finished("ses_1", "trn_1", "end_turn", "0.10"))))
                    .containsExactly(finished);
            assertThat(routed.evolve(finished).decide(answer(new Answer.Refused("busy"))))
                    .isEmpty();
            assertThat(routed.evolve(finished).decide(answer(new Answer.Opened("ses_1"))))
                    .isEmpty();
        }

        @Test
        void recordsARefusal() {
            assertThat(routed.decide(answer(new Answer.Refused("workspace-deleted"))))
                    .containsExactly(new RunRefused(NOW, ID, "run_1", "workspace-deleted"));
        }

        @Test
        void knowsNoRunsOfOthers() {
            assertThat(refusal(routed, new AnswerRun(NOW, ID, "run_2", new Answer.Refused("busy"))))
                    .isEqualTo(ProblemCode.NOT_FOUND);
        }

        @Test
        void isErasedOnceAndStillTakesAnswers() {
            var erased = new DeliveryErased(NOW, ID, "wrk_1");

            assertThat(routed.decide(new EraseDelivery(NOW, ID, "wrk_1"))).containsExactly(erased);
            assertThat(routed.evolve(erased).decide(new EraseDelivery(NOW, ID, "wrk_2")))
                    .isEmpty();
            assertThat(routed.evolve(erased).decide(answer(new Answer.Refused("gone"))))
                    .hasSize(1);
        }

        @Test
        void isReadAgainAfterItsKeyIsDestroyed() {
            var read = after(
                    RECEIVED,
                    new Erased(NOW, ID, "PayloadKept"),
                    new DeliveryRouted(NOW, ID, List.of(MATCHED)),
                    new Erased(NOW, ID, "GroundsKept"),
                    new Erased(NOW, ID, "PromptRendered"),
                    new RunFired(NOW, ID, "run_1", "con_1", "rte_1", 4, "wrk_1", "enqueue", null));

            assertThat(read.decide(new Receive(NOW, ID, ARRIVAL, EVENT, null))).isEmpty();
            assertThat(read.decide(answer(new Answer.Refused("gone")))).hasSize(1);
        }
    }

    @Nested
    class WhileARunWaitsForQuiet {

        private final DeliveryState delayed = delayed();

        @Test
        void firesItOnceAsItWasSettled() {
            var later = new Stamp("evt_9", AT.plusSeconds(30), Actor.PLATFORM, "wrk_1", ID, null, 0);

            assertThat(delayed.decide(new EndDelay(later, ID, "run_1", null)))
                    .singleElement()
                    .satisfies(event -> {
                        var fired = (RunFired) event;
                        assertThat(fired.stamp().actor().id()).isEqualTo("rte_1");
                        assertThat(fired.stamp().depth()).isEqualTo(1);
                        assertThat(fired.routeVersion()).isEqualTo(4);
                        assertThat(delayed.evolve(fired).decide(new EndDelay(later, ID, "run_1", null)))
                                .isEmpty();
                        assertThat(delayed.evolve(fired).decide(answer(new Answer.Opened("ses_1"))))
                                .hasSize(1);
                    });
        }

        @Test
        void givesItsPlaceToANewerOne() {
            var superseded = delayed.decide(new Supersede(NOW, ID, "run_1", "run_2"));

            assertThat(superseded).containsExactly(new RunDebounced(NOW, ID, "run_1", "run_2"));
            assertThat(delayed.evolve(superseded.getFirst()).decide(new EndDelay(NOW, ID, "run_1", null)))
                    .isEmpty();
            assertThat(delayed.decide(new Supersede(NOW, ID, "run_7", "run_2"))).isEmpty();
        }

        @Test
        void startsNothingThatIsHeldOrErased() {
            var held = (RunFailed)
                    delayed.decide(new EndDelay(NOW, ID, "run_1", "hld_1")).getFirst();
            assertThat(held.code()).isEqualTo("held");
            assertThat(held.text()).contains("hld_1");
            var erased = delayed.evolve(new DeliveryErased(NOW, ID, "wrk_1"));
            assertThat(((RunFailed) erased.decide(new EndDelay(NOW, ID, "run_1", null))
                                    .getFirst())
                            .code())
                    .isEqualTo("erased");
        }

        private static DeliveryState delayed() {
            var ask = new Ask(
                    "run_1",
                    "wrk_1",
                    "enqueue",
                    "Fix it",
                    "Fix e-1",
                    null,
                    new Decision.Delay("key", Duration.ofSeconds(30)));
            var state = after(RECEIVED);
            for (var event : state.decide(new Settle(NOW, ID, List.of(new Decision(MATCHED, GROUNDS, ask))))) {
                state = state.evolve(event);
            }
            return state;
        }
    }

    @Test
    void expiresOnceAndThenHasNothingToRoute() {
        var expired = after(RECEIVED, new DeliveryExpired(NOW, ID));

        assertThat(after(RECEIVED).decide(new ExpireDelivery(NOW, ID))).containsExactly(new DeliveryExpired(NOW, ID));
        assertThat(expired.decide(new ExpireDelivery(NOW, ID))).isEmpty();
        assertThat(expired.decide(new Settle(NOW, ID, List.of(ASK)))).hasSize(1);
        assertThat(after().decide(new ExpireDelivery(NOW, ID))).isEmpty();
    }

    @Test
    void neverRoutesAConflict() {
        var conflict = after(new ConflictDetected(NOW, ID, "dlv_0", ARRIVAL));

        assertThat(conflict.decide(new Settle(NOW, ID, List.of(ASK)))).isEmpty();
        assertThat(conflict.decide(new RecordConflict(NOW, ID, "dlv_0", ARRIVAL, EVENT, null)))
                .isEmpty();
    }

    private static DeliveryState routed() {
        var history = after(RECEIVED).decide(new Settle(NOW, ID, List.of(ASK)));
        var state = after(RECEIVED);
        for (var event : history) {
            state = state.evolve(event);
        }
        return state;
    }

    private static AnswerRun answer(Answer answer) {
        return new AnswerRun(NOW, ID, "run_1", answer);
    }

    private static DeliveryState after(DeliveryEvent... history) {
        var state = DeliveryState.initial();
        for (var event : history) {
            state = state.evolve(event);
        }
        return state;
    }

    private static ProblemCode refusal(DeliveryState state, DeliveryCommand command) {
        return catchThrowableOfType(Rejection.class, () -> state.decide(command))
                .code();
    }
}
