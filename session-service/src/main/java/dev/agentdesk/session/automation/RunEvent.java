package dev.agentdesk.session.automation;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

/** What can have happened to a {@link Run} here; a run that opened a Session is told in the Session. */
public sealed interface RunEvent extends DomainEvent {

    String runId();

    @Override
    default String aggregateId() {
        return runId();
    }

    record RunRefused(Stamp stamp, String runId, String workspaceId, String code) implements RunEvent {}
}
