package dev.agentdesk.terminal.execution;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lists terminals among what was run: that one was opened, with what, and how it ended. What people type into it is not
 * known to be commands, and is not listed.
 */
@Component
public final class TerminalRuns {

    private final ExecutionRows rows;

    TerminalRuns(ExecutionRows rows) {
        this.rows = rows;
    }

    /** What a terminal was started with. */
    public record Started(String command, String cwd) {}

    /** Before it is started; harmless to repeat. */
    public void begin(TerminalRun run, String command, String cwd, Instant at) {
        rows.beginTerminal(run, command, cwd, at);
    }

    /** @param exitCode null if nobody saw it end */
    public void finish(String terminalId, @Nullable Integer exitCode, @Nullable String signal, long bytes, Instant at) {
        rows.finishTerminal(terminalId, exitCode, signal, bytes, at);
    }

    public Optional<Started> find(String executionId) {
        return rows.execution(executionId).map(run -> new Started(run.command(), run.cwd()));
    }
}
