package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import org.jspecify.annotations.Nullable;

/** Everything that can be asked of a {@link Terminal}; all may be repeated. */
sealed interface TerminalCommand extends Command {

    String NAME = "terminal";

    Stamp stamp();

    String terminalId();

    @Override
    default String aggregateId() {
        return terminalId();
    }

    /** A program is about to be started on a new terminal. */
    record OpenTerminal(
            Stamp stamp,
            String terminalId,
            String workspaceId,
            long generation,
            String node,
            int columns,
            int rows,
            String executionId)
            implements TerminalCommand {}

    /** The program was seen to end. */
    record RecordExit(
            Stamp stamp,
            String terminalId,
            int exitCode,
            @Nullable String signal,
            String cause,
            long bytes) implements TerminalCommand {}

    /** Nobody saw it end, and it does not run any more. */
    record RecordLoss(Stamp stamp, String terminalId, String reason) implements TerminalCommand {}
}
