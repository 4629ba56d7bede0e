package dev.agentdesk.terminal.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ConfirmReady;
import dev.agentdesk.terminal.environment.EnvironmentCommand.EraseEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ProvisionEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ReportFailure;
import dev.agentdesk.terminal.environment.EnvironmentCommand.StopEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentErased;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentFailed;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentReady;
import dev.agentdesk.terminal.environment.EnvironmentEvent.EnvironmentStopped;
import dev.agentdesk.terminal.environment.EnvironmentEvent.ProvisioningBegun;
import dev.agentdesk.terminal.sandbox.Isolation;
import dev.agentdesk.testkit.store.RandomWalk;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentStateTest {

    static final String WORKSPACE = "wrk_00000000000000000000000001";
    static final Stamp STAMP = new Stamp(
            "evt_00000000000000000000000001",
            Instant.parse("2026-01-01T00:00:00Z"),
            Actor.PLATFORM,
            WORKSPACE,
            "cor_1",
            null,
            0);
    static final Isolation T0 = new Isolation("T0", List.of(), List.of("files", "network"));
    static final Isolation T2 = new Isolation("T2", List.of("files", "network"), List.of("disk"));

    static final EnvironmentEvent BEGUN = new ProvisioningBegun(STAMP, WORKSPACE, 3);
    static final EnvironmentEvent READY = new EnvironmentReady(STAMP, WORKSPACE, 3, T2);
    static final EnvironmentEvent FAILED =
            new EnvironmentFailed(STAMP, WORKSPACE, 3, "isolation-insufficient", "environment.network …");
    static final EnvironmentEvent STOPPED = new EnvironmentStopped(STAMP, WORKSPACE, 3);
    static final EnvironmentEvent ERASED = new EnvironmentErased(STAMP, WORKSPACE);

    @Nested
    class Absent {

        @Test
        void beginsWithTheFirstStart() {
            assertThat(given().decide(provision(3))).containsExactly(BEGUN);
        }

        @Test
        void remembersAStopSoThatAnOlderStartIsVoid() {
            assertThat(given().decide(stop(3))).containsExactly(STOPPED);
            assertThat(given(STOPPED).decide(provision(2))).isEmpty();
        }

        @Test
        void knowsNothingThatCouldBeReady() {
            refuses(given(), ready(3, T2), ProblemCode.NOT_FOUND);
        }

        @Test
        void canBeErased() {
            assertThat(given().decide(erase())).containsExactly(ERASED);
        }
    }

    @Nested
    class Provisioning {

        @Test
        void takesARepeatAsDone() {
            assertThat(given(BEGUN).decide(provision(3))).isEmpty();
        }

        @Test
        void becomesReady() {
            assertThat(given(BEGUN).decide(ready(3, T2))).containsExactly(READY);
        }

        @Test
        void fails() {
            assertThat(given(BEGUN).decide(failure(3))).containsExactly(FAILED);
        }

        @Test
        void refusesAnObservationOfAnotherGeneration() {
            refuses(given(BEGUN), ready(2, T2), ProblemCode.STALE_GENERATION);
            refuses(given(BEGUN), failure(4), ProblemCode.STALE_GENERATION);
        }

        @Test
        void beginsAgainWithAHigherGeneration() {
            assertThat(given(BEGUN).decide(provision(4))).containsExactly(new ProvisioningBegun(STAMP, WORKSPACE, 4));
        }
    }

    @Nested
    class Ready {

        @Test
        void takesARepeatAsDone() {
            assertThat(given(BEGUN, READY).decide(provision(3))).isEmpty();
            assertThat(given(BEGUN, READY).decide(ready(3, T2))).isEmpty();
        }

        @Test
        void saysWhenItIsIsolatedOtherwiseThanBefore() {
            assertThat(given(BEGUN, READY).decide(ready(3, T0)))
                    .containsExactly(new EnvironmentReady(STAMP, WORKSPACE, 3, T0));
        }

        @Test
        void ignoresAnOlderStop() {
            assertThat(given(BEGUN, READY).decide(stop(2))).isEmpty();
        }

        @Test
        void isStoppedByItsOwnOrAHigherGeneration() {
            assertThat(given(BEGUN, READY).decide(stop(3))).containsExactly(STOPPED);
            assertThat(given(BEGUN, READY).decide(stop(4)))
                    .containsExactly(new EnvironmentStopped(STAMP, WORKSPACE, 4));
        }
    }

    @Nested
    class Failed {

        @Test
        void takesARepeatAsDone() {
            assertThat(given(BEGUN, FAILED).decide(failure(3))).isEmpty();
            assertThat(given(BEGUN, FAILED).decide(provision(3))).isEmpty();
        }

        @Test
        void isTriedAgainWithAHigherGeneration() {
            assertThat(given(BEGUN, FAILED).decide(provision(4)))
                    .containsExactly(new ProvisioningBegun(STAMP, WORKSPACE, 4));
        }
    }

    @Nested
    class Stopped {

        @Test
        void takesARepeatAsDone() {
            assertThat(given(STOPPED).decide(stop(3))).isEmpty();
        }

        @Test
        void refusesALateReadiness() {
            refuses(given(BEGUN, STOPPED), ready(3, T2), ProblemCode.STALE_GENERATION);
        }

        @Test
        void startsAgainWithAHigherGeneration() {
            assertThat(given(STOPPED).decide(provision(4))).containsExactly(new ProvisioningBegun(STAMP, WORKSPACE, 4));
        }
    }

    @Nested
    class Erased {

        @Test
        void takesARepeatAsDone() {
            assertThat(given(ERASED).decide(erase())).isEmpty();
        }

        @Test
        void isNeverStartedAgain() {
            refuses(given(ERASED), provision(9), ProblemCode.GONE);
            refuses(given(BEGUN, ERASED), ready(3, T2), ProblemCode.GONE);
        }

        @Test
        void ignoresALateStop() {
            assertThat(given(ERASED).decide(stop(9))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameFromASnapshot(long seed) {
        RandomWalk.snapshotEqualsReplay(
                seed,
                EnvironmentState.class,
                EnvironmentState.initial(),
                EnvironmentStateTest::anyCommand,
                EnvironmentState::decide,
                EnvironmentState::evolve);
    }

    private static EnvironmentCommand anyCommand(Random random) {
        long generation = 1 + random.nextInt(40);
        return switch (random.nextInt(40)) {
            case 0 -> erase();
            case 1, 2, 3, 4, 5 -> stop(generation);
            case 6, 7, 8, 9, 10 -> failure(generation);
            case 11, 12, 13, 14, 15, 16, 17, 18 -> ready(generation, random.nextBoolean() ? T0 : T2);
            default -> provision(generation);
        };
    }

    private static EnvironmentState given(EnvironmentEvent... events) {
        var state = EnvironmentState.initial();
        for (var event : events) {
            state = state.evolve(event);
        }
        return state;
    }

    private static void refuses(EnvironmentState state, EnvironmentCommand command, ProblemCode code) {
        assertThatThrownBy(() -> state.decide(command))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private static EnvironmentCommand provision(long generation) {
        return new ProvisionEnvironment(STAMP, WORKSPACE, generation);
    }

    private static EnvironmentCommand ready(long generation, Isolation isolation) {
        return new ConfirmReady(STAMP, WORKSPACE, generation, isolation);
    }

    private static EnvironmentCommand failure(long generation) {
        return new ReportFailure(STAMP, WORKSPACE, generation, "isolation-insufficient", "environment.network …");
    }

    private static EnvironmentCommand stop(long generation) {
        return new StopEnvironment(STAMP, WORKSPACE, generation);
    }

    private static EnvironmentCommand erase() {
        return new EraseEnvironment(STAMP, WORKSPACE);
    }
}
