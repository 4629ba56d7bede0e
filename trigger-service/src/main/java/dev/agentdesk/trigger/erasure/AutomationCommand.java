package dev.agentdesk.trigger.erasure;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;

/** Everything that may be asked of the {@link Automation} of a Workspace. */
public sealed interface AutomationCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "automation";

    Stamp stamp();

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    /** Says that nothing is left to erase; sent after the content is gone. */
    record ConfirmErasure(Stamp stamp, String workspaceId) implements AutomationCommand {}
}
