package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;

/** What may be asked of a {@link Farewell}. */
sealed interface FarewellCommand extends Command {

    String NAME = "farewell";

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    /** All Sessions of the Workspace are erased. */
    record Confirm(Stamp stamp, String workspaceId) implements FarewellCommand {}
}
