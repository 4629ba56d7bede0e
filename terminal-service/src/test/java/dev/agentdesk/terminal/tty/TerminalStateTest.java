package dev.agentdesk.terminal.tty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.terminal.tty.TerminalCommand.OpenTerminal;
import dev.agentdesk.terminal.tty.TerminalCommand.RecordExit;
import dev.agentdesk.terminal.tty.TerminalCommand.RecordLoss;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalExited;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalLost;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalOpened;
import dev.agentdesk.testkit.store.ApprovedSamples;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TerminalStateTest {

    private static final String ID = "trm_00000000000000000000000001";
    private static final String WORKSPACE = "wrk_00000000000000000000000001";
    private static final Stamp STAMP = new Stamp(
            "evt_00000000000000000000000001",
            Instant.parse("2026-01-01T00:00:00Z"),
            Actor.user("usr_00000000000000000000000001"),
            WORKSPACE,
            "cor_1",
            null,
            0);

    private static final OpenTerminal OPEN = new OpenTerminal(STAMP, ID, WORKSPACE, 3, "ins_1", 80, 24, "exe_1");
    private static final RecordExit EXIT = new RecordExit(STAMP, ID, 130, "INT", "ended", 12);
    private static final RecordLoss LOSS = new RecordLoss(STAMP, ID, "crash");
    private static final TerminalOpened OPENED = new TerminalOpened(STAMP, ID, WORKSPACE, 3, "ins_1", 80, 24, "exe_1");
    private static final TerminalExited EXITED = new TerminalExited(STAMP, ID, WORKSPACE, 130, "INT", "ended", 12);
    private static final TerminalLost LOST = new TerminalLost(STAMP, ID, WORKSPACE, "crash");

    @Test
    void storedEventsKeepTheirApprovedForm() {
        var types = TerminalConfiguration.register(EventTypes.builder("environment"))
                .build();
        var samples = new ApprovedSamples(types, Path.of("src/test/resources/samples/terminal"));
        samples.verify("required", List.of(new TerminalExited(STAMP, ID, WORKSPACE, 0, null, "ended", 0)));
        samples.verify(List.of(OPENED, EXITED, LOST));
    }

    @Nested
    class Absent {

        private final TerminalState state = TerminalState.initial();

        @Test
        void isOpened() {
            assertThat(state.decide(OPEN)).containsExactly(OPENED);
        }

        @Test
        void canNotEnd() {
            assertThatThrownBy(() -> state.decide(EXIT)).isInstanceOf(Rejection.class);
            assertThatThrownBy(() -> state.decide(LOSS)).isInstanceOf(Rejection.class);
        }
    }

    @Nested
    class Running {

        private final TerminalState state = TerminalState.initial().evolve(OPENED);

        @Test
        void isNotOpenedAgain() {
            assertThat(state.decide(OPEN)).isEmpty();
        }

        @Test
        void endsOrIsLost() {
            assertThat(state.decide(EXIT)).containsExactly(EXITED);
            assertThat(state.decide(LOSS)).containsExactly(LOST);
        }
    }

    @Nested
    class Ended {

        @Test
        void staysAsItEnded() {
            for (TerminalEvent end : List.of(EXITED, LOST)) {
                var state = TerminalState.initial().evolve(OPENED).evolve(end);
                assertThat(state.decide(OPEN)).isEmpty();
                assertThat(state.decide(EXIT)).isEmpty();
                assertThat(state.decide(LOSS)).isEmpty();
            }
        }
    }
}
