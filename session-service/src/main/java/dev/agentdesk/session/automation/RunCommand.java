package dev.agentdesk.session.automation;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;

/** What may be asked of a {@link Run}. */
sealed interface RunCommand extends Command {

    String NAME = "run";

    String runId();

    @Override
    default String aggregateId() {
        return runId();
    }

    /** The run opens nothing; {@code code} says why. */
    record RefuseRun(Stamp stamp, String runId, String workspaceId, String code) implements RunCommand {}
}
