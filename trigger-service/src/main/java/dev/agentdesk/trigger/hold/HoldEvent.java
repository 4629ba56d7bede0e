package dev.agentdesk.trigger.hold;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

/** Everything that can have happened to a {@link Hold}; private to this service. Its reason is sealed. */
public sealed interface HoldEvent extends DomainEvent {

    String holdId();

    @Override
    default String aggregateId() {
        return holdId();
    }

    record HoldPlaced(Stamp stamp, String holdId, HoldTerms terms) implements HoldEvent {}

    /** Sealed. */
    record HoldExplained(Stamp stamp, String holdId, String reason) implements HoldEvent {}

    record HoldLifted(Stamp stamp, String holdId) implements HoldEvent {}

    record HoldErased(Stamp stamp, String holdId) implements HoldEvent {}

    /** Stands where a sealed event was whose key is destroyed. */
    record Erased(Stamp stamp, String holdId, String was) implements HoldEvent {}
}
