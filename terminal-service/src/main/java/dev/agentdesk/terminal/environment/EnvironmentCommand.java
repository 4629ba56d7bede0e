package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.terminal.sandbox.Isolation;

/** Everything that can be asked of an {@link Environment}; all may be repeated. */
public sealed interface EnvironmentCommand extends Command {

    String NAME = "environment";

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    /** A start was asked for; a higher generation makes every lower one void. */
    record ProvisionEnvironment(Stamp stamp, String workspaceId, long generation) implements EnvironmentCommand {}

    record ConfirmReady(Stamp stamp, String workspaceId, long generation, Isolation isolation)
            implements EnvironmentCommand {}

    record ReportFailure(Stamp stamp, String workspaceId, long generation, String code, String reason)
            implements EnvironmentCommand {}

    /** No process is left. */
    record StopEnvironment(Stamp stamp, String workspaceId, long generation) implements EnvironmentCommand {}

    /** Nothing is left. */
    record EraseEnvironment(Stamp stamp, String workspaceId) implements EnvironmentCommand {}
}
