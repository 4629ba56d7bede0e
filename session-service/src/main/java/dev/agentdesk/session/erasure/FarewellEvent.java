package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

/** What can have happened in a {@link Farewell}. */
public sealed interface FarewellEvent extends DomainEvent {

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    record SessionsErased(Stamp stamp, String workspaceId) implements FarewellEvent {}
}
