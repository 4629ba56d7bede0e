package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a {@link Terminal}; private to this service, free of content. */
public sealed interface TerminalEvent extends DomainEvent {

    String terminalId();

    String workspaceId();

    @Override
    default String aggregateId() {
        return terminalId();
    }

    /**
     * @param node the installation that runs it
     * @param executionId under which it is listed among what was run
     */
    record TerminalOpened(
            Stamp stamp,
            String terminalId,
            String workspaceId,
            long generation,
            String node,
            int columns,
            int rows,
            String executionId)
            implements TerminalEvent {}

    /**
     * @param cause {@code ended} by itself, {@code closed} by a person, {@code environment-stopped}, {@code shut-down}
     * @param bytes how much it printed
     */
    record TerminalExited(
            Stamp stamp,
            String terminalId,
            String workspaceId,
            int exitCode,
            @Nullable String signal,
            String cause,
            long bytes)
            implements TerminalEvent {}

    /** @param reason {@code crash} of the service, or {@code not-started} */
    record TerminalLost(Stamp stamp, String terminalId, String workspaceId, String reason) implements TerminalEvent {}
}
