package dev.agentdesk.workspace.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.testkit.store.RandomWalk;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ChangeDetails;
import dev.agentdesk.workspace.desk.WorkspaceCommand.CreateWorkspace;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Delete;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveFailure;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveReady;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ObserveStopped;
import dev.agentdesk.workspace.desk.WorkspaceCommand.RecordErased;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ReplaceConfiguration;
import dev.agentdesk.workspace.desk.WorkspaceCommand.RequestErasure;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Restart;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Start;
import dev.agentdesk.workspace.desk.WorkspaceCommand.StartForWork;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Stop;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Undelete;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorkspaceStateTest {

    private static final String ID = "wrk_1";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Details DETAILS = new Details("CI doctor", "ci-doctor", null, List.of());
    private static final Settings SETTINGS = new Settings("{\"a\":1}", "shell", true);
    private static final Settings OTHER = new Settings("{\"a\":2}", "shell", true);

    @Test
    void isCreatedAndStartsAtOnce() {
        assertThat(names(given(), create(true))).containsExactly("WorkspaceCreated", "StartRequested");
    }

    @Test
    void takesARepeatOfItsCreationAsDone() {
        assertThat(names(given(create(true)), create(true))).isEmpty();
    }

    @Test
    void refusesOtherContentUnderItsId() {
        var other = new CreateWorkspace(stamp(), ID, "wsp_1", "usr_1", DETAILS, OTHER, true);
        refused(given(create(true)), other, ProblemCode.ID_REUSED);
    }

    @Test
    void doesNotExistUntilItIsCreated() {
        refused(given(), new Start(stamp(), ID), ProblemCode.NOT_FOUND);
    }

    @Test
    void ignoresWhatAnOlderGenerationReports() {
        var state = given(create(true), new Stop(stamp(), ID, "asked"), new Start(stamp(), ID));
        assertThat(names(state, ready(1))).isEmpty();
        assertThat(names(state, ready(3))).containsExactly("EnvironmentStarted");
    }

    @Test
    void stopsBeforeItStartsAgainOnRestart() {
        var events = given(create(true), ready(1)).decide(new Restart(stamp(), ID));
        assertThat(events).hasSize(2);
        assertThat(((WorkspaceEvent.StopRequested) events.getFirst()).generation())
                .isEqualTo(2);
        assertThat(((WorkspaceEvent.StartRequested) events.getLast()).generation())
                .isEqualTo(3);
    }

    @Nested
    class WhileItRuns {

        private final WorkspaceState running = given(create(true), ready(1));

        @Test
        void takesAnotherStartAsDone() {
            assertThat(names(running, new Start(stamp(), ID))).isEmpty();
        }

        @Test
        void stops() {
            assertThat(names(running, new Stop(stamp(), ID, "asked"))).containsExactly("StopRequested");
        }

        @Test
        void hearsThatItFailed() {
            assertThat(names(running, new ObserveFailure(stamp(), ID, 1, "lost", "gone")))
                    .containsExactly("EnvironmentFailed");
        }

        @Test
        void takesTheSameConfigurationAsDone() {
            assertThat(names(running, replace(SETTINGS, null))).isEmpty();
        }

        @Test
        void makesAnotherConfigurationTheNextVersion() {
            var events = running.decide(replace(OTHER, 1L));
            assertThat(((WorkspaceEvent.ConfigurationReplaced) events.getFirst()).version())
                    .isEqualTo(2);
        }

        @Test
        void refusesAStaleConfiguration() {
            refused(running, replace(OTHER, 7L), ProblemCode.PRECONDITION_FAILED);
        }

        @Test
        void refusesStaleDetails() {
            refused(running, new ChangeDetails(stamp(), ID, DETAILS, 9L), ProblemCode.PRECONDITION_FAILED);
        }
    }

    @Nested
    class WhileItIsStopped {

        private final WorkspaceState stopped =
                given(create(true), ready(1), new Stop(stamp(), ID, "asked"), new ObserveStopped(stamp(), ID, 2));

        @Test
        void isStartedByWork() {
            assertThat(names(stopped, new StartForWork(stamp(), ID))).containsExactly("StartRequested");
        }

        @Test
        void isNotStartedByWorkWhenOnlyPeopleMay() {
            var manual = given(stopped, replace(new Settings("{}", "shell", false), null));
            refused(manual, new StartForWork(stamp(), ID), ProblemCode.CONFLICT);
            assertThat(names(manual, new Start(stamp(), ID))).containsExactly("StartRequested");
        }

        @Test
        void takesAnotherStopAsDone() {
            assertThat(names(stopped, new Stop(stamp(), ID, "asked"))).isEmpty();
        }
    }

    @Test
    void isNotStartedByWorkAfterItFailed() {
        var failed = given(create(true), new ObserveFailure(stamp(), ID, 1, "isolation-insufficient", "no bubblewrap"));
        refused(failed, new StartForWork(stamp(), ID), ProblemCode.CONFLICT);
    }

    @Nested
    class WhileItIsDeleted {

        private final WorkspaceState deleted = given(create(true), ready(1), new Delete(stamp(), ID));

        @Test
        void refusesWork() {
            refused(deleted, new StartForWork(stamp(), ID), ProblemCode.WORKSPACE_DELETED);
        }

        @Test
        void refusesChanges() {
            refused(deleted, replace(OTHER, null), ProblemCode.WORKSPACE_DELETED);
        }

        @Test
        void comesBackStopped() {
            assertThat(names(deleted, new Undelete(stamp(), ID))).containsExactly("WorkspaceUndeleted");
        }

        @Test
        void takesAnotherDeleteAsDone() {
            assertThat(names(deleted, new Delete(stamp(), ID))).isEmpty();
        }
    }

    @Nested
    class WhileItIsErased {

        private final WorkspaceState erasing = given(create(true), new RequestErasure(stamp(), ID));

        @Test
        void isGoneWhenEveryServiceHasAnswered() {
            var almost = given(erasing, erased("terminal-service"), erased("session-service"));
            assertThat(names(almost, erased("session-service"))).isEmpty();
            assertThat(names(almost, erased("trigger-service"))).containsExactly("ServiceErased", "WorkspaceErased");
        }

        @Test
        void canNotComeBack() {
            refused(erasing, new Undelete(stamp(), ID), ProblemCode.GONE);
        }

        @Test
        void countsTheSameVersionsWhenItsContentIsUnreadable() {
            var state = WorkspaceState.initial()
                    .evolve(new WorkspaceEvent.Erased(stamp(), ID, "WorkspaceCreated"))
                    .evolve(new WorkspaceEvent.Erased(stamp(), ID, "ConfigurationReplaced"))
                    .evolve(new WorkspaceEvent.Erased(stamp(), ID, "DetailsChanged"));
            assertThat(((WorkspaceState.Present) state).facts().configVersion()).isEqualTo(2);
            assertThat(((WorkspaceState.Present) state).facts().detailsVersion())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void isTheSameFromASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                WorkspaceState.class,
                WorkspaceState.initial(),
                WorkspaceStateTest::anything,
                WorkspaceState::decide,
                WorkspaceState::evolve);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    private static WorkspaceCommand anything(Random random) {
        long generation = random.nextInt(6);
        return switch (random.nextInt(15)) {
            case 0, 1 -> create(random.nextBoolean());
            case 2 -> new Start(stamp(), ID);
            case 3 -> new StartForWork(stamp(), ID);
            case 4 -> new Stop(stamp(), ID, "asked");
            case 5 -> new Restart(stamp(), ID);
            case 6, 7 -> ready(generation);
            case 8 -> new ObserveFailure(stamp(), ID, generation, "lost", "gone");
            case 9, 10 -> new ObserveStopped(stamp(), ID, generation);
            case 11 -> replace(new Settings("{\"n\":" + random.nextInt() + "}", "shell", random.nextBoolean()), null);
            case 12 -> random.nextInt(5) == 0 ? new Delete(stamp(), ID) : new Undelete(stamp(), ID);
            case 13 -> random.nextInt(60) == 0 ? new RequestErasure(stamp(), ID) : new Undelete(stamp(), ID);
            default -> erased(List.copyOf(WorkspaceState.HOLDERS).get(random.nextInt(3)));
        };
    }

    private static WorkspaceState given(WorkspaceCommand... commands) {
        return given(WorkspaceState.initial(), commands);
    }

    private static WorkspaceState given(WorkspaceState from, WorkspaceCommand... commands) {
        var state = from;
        for (var command : commands) {
            for (var event : state.decide(command)) {
                state = state.evolve(event);
            }
        }
        return state;
    }

    private static List<String> names(WorkspaceState state, WorkspaceCommand command) {
        var names = new ArrayList<String>();
        state.decide(command).forEach(event -> names.add(event.getClass().getSimpleName()));
        return names;
    }

    private static void refused(WorkspaceState state, WorkspaceCommand command, ProblemCode code) {
        assertThatThrownBy(() -> state.decide(command))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static CreateWorkspace create(boolean start) {
        return new CreateWorkspace(stamp(), ID, "wsp_1", "usr_1", DETAILS, SETTINGS, start);
    }

    private static ReplaceConfiguration replace(Settings settings, Long expected) {
        return new ReplaceConfiguration(stamp(), ID, settings, null, expected, null);
    }

    private static ObserveReady ready(long generation) {
        return new ObserveReady(stamp(), ID, generation, "T2", List.of("network"), List.of());
    }

    private static RecordErased erased(String service) {
        return new RecordErased(stamp(), ID, service);
    }

    private static Stamp stamp() {
        return new Stamp("evt_1", NOW, Actor.user("usr_1"), ID, "cor_1", null, 0);
    }
}
