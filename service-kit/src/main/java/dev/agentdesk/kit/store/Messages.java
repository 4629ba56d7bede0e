package dev.agentdesk.kit.store;

import dev.agentdesk.kit.event.DomainEvent;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;

/** From the framework's message to what our own code sees. */
public final class Messages {

    private Messages() {}

    /** @throws IllegalStateException if the type is not registered: a gap in the history must be loud, never skipped */
    public static Recorded recorded(EventMessage<?> message) {
        if (message instanceof DomainEventMessage<?> stored && stored.getPayload() instanceof DomainEvent event) {
            return new Recorded(stored.getAggregateIdentifier(), Recorded.seq(stored.getSequenceNumber()), event);
        }
        throw new IllegalStateException("an event of an unregistered type is in the store: " + message.getIdentifier());
    }
}
