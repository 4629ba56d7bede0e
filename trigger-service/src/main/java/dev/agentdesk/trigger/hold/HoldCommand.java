package dev.agentdesk.trigger.hold;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;

/** Everything that may be asked of a {@link Hold}. */
public sealed interface HoldCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "hold";

    Stamp stamp();

    String holdId();

    @Override
    default String aggregateId() {
        return holdId();
    }

    record PlaceHold(Stamp stamp, String holdId, HoldTerms terms, String reason) implements HoldCommand {}

    record LiftHold(Stamp stamp, String holdId) implements HoldCommand {}

    /** Its Workspace is erased: the hold is gone for good; its reason goes with its key. */
    record EraseHold(Stamp stamp, String holdId) implements HoldCommand {}
}
