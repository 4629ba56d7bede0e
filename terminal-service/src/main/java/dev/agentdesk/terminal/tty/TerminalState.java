package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.tty.TerminalCommand.OpenTerminal;
import dev.agentdesk.terminal.tty.TerminalCommand.RecordExit;
import dev.agentdesk.terminal.tty.TerminalCommand.RecordLoss;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalExited;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalLost;
import dev.agentdesk.terminal.tty.TerminalEvent.TerminalOpened;
import java.util.List;

/**
 * The rules of a terminal: it is opened once and ends once, and never runs again.
 *
 * <p>Pure; {@link #decide} may refuse and changes nothing, {@link #evolve} accepts every fact.
 */
sealed interface TerminalState {

    record Absent() implements TerminalState {}

    record Running(String workspaceId) implements TerminalState {}

    record Ended() implements TerminalState {}

    static TerminalState initial() {
        return new Absent();
    }

    default List<TerminalEvent> decide(TerminalCommand command) {
        return switch (command) {
            case OpenTerminal open ->
                this instanceof Absent
                        ? List.of(new TerminalOpened(
                                open.stamp(),
                                open.terminalId(),
                                open.workspaceId(),
                                open.generation(),
                                open.node(),
                                open.columns(),
                                open.rows(),
                                open.executionId()))
                        : List.of();
            case RecordExit exit ->
                switch (this) {
                    case Running running ->
                        List.of(new TerminalExited(
                                exit.stamp(),
                                exit.terminalId(),
                                running.workspaceId(),
                                exit.exitCode(),
                                exit.signal(),
                                exit.cause(),
                                exit.bytes()));
                    case Ended ended -> List.of();
                    case Absent absent -> throw Rejection.notFound();
                };
            case RecordLoss loss ->
                switch (this) {
                    case Running running ->
                        List.of(new TerminalLost(
                                loss.stamp(), loss.terminalId(), running.workspaceId(), loss.reason()));
                    case Ended ended -> List.of();
                    case Absent absent -> throw Rejection.notFound();
                };
        };
    }

    default TerminalState evolve(TerminalEvent event) {
        return switch (event) {
            case TerminalOpened opened -> new Running(opened.workspaceId());
            case TerminalExited exited -> new Ended();
            case TerminalLost lost -> new Ended();
        };
    }
}
