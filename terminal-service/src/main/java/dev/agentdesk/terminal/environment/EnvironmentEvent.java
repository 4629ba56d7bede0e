package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.terminal.sandbox.Isolation;

/** Everything that can have happened to an {@link Environment}; private to this service, free of content. */
public sealed interface EnvironmentEvent extends DomainEvent {

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    record ProvisioningBegun(Stamp stamp, String workspaceId, long generation) implements EnvironmentEvent {}

    record EnvironmentReady(Stamp stamp, String workspaceId, long generation, Isolation isolation)
            implements EnvironmentEvent {}

    record EnvironmentFailed(Stamp stamp, String workspaceId, long generation, String code, String reason)
            implements EnvironmentEvent {}

    record EnvironmentStopped(Stamp stamp, String workspaceId, long generation) implements EnvironmentEvent {}

    record EnvironmentErased(Stamp stamp, String workspaceId) implements EnvironmentEvent {}
}
