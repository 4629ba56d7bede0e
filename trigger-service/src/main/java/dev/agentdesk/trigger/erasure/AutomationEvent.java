package dev.agentdesk.trigger.erasure;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

/** Everything that can have happened to the {@link Automation} of a Workspace; private to this service. */
public sealed interface AutomationEvent extends DomainEvent {

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    record AutomationErased(Stamp stamp, String workspaceId) implements AutomationEvent {}
}
