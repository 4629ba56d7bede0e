package dev.agentdesk.trigger.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.route.RouteCommand.CreateRoute;
import dev.agentdesk.trigger.route.RouteCommand.DeleteRoute;
import dev.agentdesk.trigger.route.RouteCommand.EditRoute;
import dev.agentdesk.trigger.route.RouteCommand.EraseRoute;
import dev.agentdesk.trigger.route.RouteEvent.BusyPolicyChosen;
import dev.agentdesk.trigger.route.RouteEvent.CorrelationChosen;
import dev.agentdesk.trigger.route.RouteEvent.Erased;
import dev.agentdesk.trigger.route.RouteEvent.FilterReplaced;
import dev.agentdesk.trigger.route.RouteEvent.PaceChosen;
import dev.agentdesk.trigger.route.RouteEvent.PathChosen;
import dev.agentdesk.trigger.route.RouteEvent.PromptReplaced;
import dev.agentdesk.trigger.route.RouteEvent.RouteCreated;
import dev.agentdesk.trigger.route.RouteEvent.RouteDeleted;
import dev.agentdesk.trigger.route.RouteEvent.RouteDisabled;
import dev.agentdesk.trigger.route.RouteEvent.RouteEnabled;
import dev.agentdesk.trigger.route.RouteEvent.RouteErased;
import dev.agentdesk.trigger.route.RouteEvent.RouteRedirected;
import dev.agentdesk.trigger.route.RouteEvent.RouteRenamed;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RouteTest {

    private static final String ID = "rte_1";
    private static final Stamp NOW = new Stamp(
            "evt_1", Instant.parse("2026-01-02T03:04:05.678Z"), Actor.user("usr_1"), "wrk_1", "cor_1", null, 0);
    private static final RouteSettings SETTINGS = new RouteSettings(
            "Fix it", "wrk_1", null, "event.type == 'x'", "Fix {{event.id}}", null, BusyPolicy.ENQUEUE, true);
    private static final CreateRoute CREATE = new CreateRoute(NOW, ID, "con_1", SETTINGS);
    private static final RouteCreated CREATED = new RouteCreated(NOW, ID, "con_1", SETTINGS);
    private static final RouteChange NEW_NAME = new RouteChange("New", null, null, null, null, null, null, null);

    @Test
    void isCreated() {
        assertThat(after().decide(CREATE)).containsExactly(CREATED);
    }

    @Test
    void refusesEverythingElseBeforeItExists() {
        assertThat(refusal(after(), new EditRoute(NOW, ID, null, NEW_NAME))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(after(), new DeleteRoute(NOW, ID, null))).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(refusal(after(), new EraseRoute(NOW, ID))).isEqualTo(ProblemCode.NOT_FOUND);
    }

    @Nested
    class WhileItLives {

        @Test
        void choosesHowOftenItStartsSomething() {
            var pace = new Pace(10, Duration.ofMinutes(1), Duration.ofSeconds(30));
            var slow =
                    new EditRoute(NOW, ID, null, new RouteChange(null, null, null, null, null, null, null, null, pace));
            var chosen = new PaceChosen(NOW, ID, pace);

            assertThat(after(CREATED).decide(slow)).containsExactly(chosen);
            assertThat(after(CREATED, chosen).decide(slow)).isEmpty();
        }

        @Test
        void takesARepeatOfItsCreationAsDone() {
            assertThat(after(CREATED).decide(CREATE)).isEmpty();
        }

        @Test
        void refusesAnotherRouteUnderItsId() {
            assertThat(refusal(after(CREATED), new CreateRoute(NOW, ID, "con_2", SETTINGS)))
                    .isEqualTo(ProblemCode.ID_REUSED);
        }

        @Test
        void recordsOneFactPerSettingThatChanges() {
            var all = new RouteChange(
                    "New", "wrk_2", "/x", "event.type == 'y'", "Do", "body.id", BusyPolicy.REJECT, false);

            assertThat(after(CREATED).decide(new EditRoute(NOW, ID, 1L, all)))
                    .containsExactly(
                            new RouteRenamed(NOW, ID, "New"),
                            new RouteRedirected(NOW.then(1), ID, "wrk_2"),
                            new PathChosen(NOW.then(2), ID, "/x"),
                            new FilterReplaced(NOW.then(3), ID, "event.type == 'y'"),
                            new PromptReplaced(NOW.then(4), ID, "Do"),
                            new CorrelationChosen(NOW.then(5), ID, "body.id"),
                            new BusyPolicyChosen(NOW.then(6), ID, BusyPolicy.REJECT),
                            new RouteDisabled(NOW.then(7), ID));
        }

        @Test
        void recordsNothingWhenNothingChanges() {
            var same = new RouteChange("Fix it", "wrk_1", "", null, null, "", BusyPolicy.ENQUEUE, true);

            assertThat(after(CREATED).decide(new EditRoute(NOW, ID, null, same)))
                    .isEmpty();
        }

        @Test
        void isEnabledAgain() {
            var enable = new RouteChange(null, null, null, null, null, null, null, true);

            assertThat(after(CREATED, new RouteDisabled(NOW, ID)).decide(new EditRoute(NOW, ID, 2L, enable)))
                    .containsExactly(new RouteEnabled(NOW, ID));
        }

        @Test
        void refusesAnEditOfAnotherVersionThanThePresentOne() {
            assertThat(refusal(after(CREATED), new EditRoute(NOW, ID, 2L, NEW_NAME)))
                    .isEqualTo(ProblemCode.PRECONDITION_FAILED);
        }

        @Test
        void isDeleted() {
            assertThat(after(CREATED).decide(new DeleteRoute(NOW, ID, 1L))).containsExactly(new RouteDeleted(NOW, ID));
        }

        @Test
        void isErasedWithItsWorkspace() {
            assertThat(after(CREATED).decide(new EraseRoute(NOW, ID))).containsExactly(new RouteErased(NOW, ID));
        }
    }

    @Nested
    class AfterItsDeletion {

        private final RouteState deleted = after(CREATED, new RouteDeleted(NOW, ID));

        @Test
        void takesARepeatOfTheDeletionAsDone() {
            assertThat(deleted.decide(new DeleteRoute(NOW, ID, 1L))).isEmpty();
        }

        @Test
        void refusesEditsAndANewLife() {
            assertThat(refusal(deleted, new EditRoute(NOW, ID, null, NEW_NAME))).isEqualTo(ProblemCode.NOT_FOUND);
            assertThat(refusal(deleted, CREATE)).isEqualTo(ProblemCode.ID_REUSED);
        }

        @Test
        void canStillBeErased() {
            assertThat(deleted.decide(new EraseRoute(NOW, ID))).containsExactly(new RouteErased(NOW, ID));
        }
    }

    @Nested
    class AfterItsErasure {

        private final RouteState read = after(
                new Erased(NOW, ID, "RouteCreated"),
                new Erased(NOW, ID, "RouteRenamed"),
                new RouteDisabled(NOW, ID),
                new RouteErased(NOW, ID));

        @Test
        void isReadWithoutItsContent() {
            assertThat(refusal(read, new EditRoute(NOW, ID, null, NEW_NAME))).isEqualTo(ProblemCode.NOT_FOUND);
            assertThat(refusal(read, CREATE)).isEqualTo(ProblemCode.ID_REUSED);
        }

        @Test
        void takesARepeatOfTheErasureAsDone() {
            assertThat(read.decide(new EraseRoute(NOW, ID))).isEmpty();
        }
    }

    private static RouteState after(RouteEvent... history) {
        var state = RouteState.initial();
        for (var event : history) {
            state = state.evolve(event);
        }
        return state;
    }

    private static ProblemCode refusal(RouteState state, RouteCommand command) {
        return catchThrowableOfType(Rejection.class, () -> state.decide(command))
                .code();
    }
}
