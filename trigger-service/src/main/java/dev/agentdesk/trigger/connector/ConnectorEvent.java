package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a {@link Connector}; private to this service. */
public sealed interface ConnectorEvent extends DomainEvent {

    String connectorId();

    @Override
    default String aggregateId() {
        return connectorId();
    }

    /** A kafka connector has an intake that takes something, a webhook has a door. */
    record ConnectorCreated(
            Stamp stamp,
            String connectorId,
            ConnectorKind kind,
            String name,
            Intake intake,
            @Nullable Door door,
            boolean enabled)
            implements ConnectorEvent {}

    record ConnectorRenamed(Stamp stamp, String connectorId, String name) implements ConnectorEvent {}

    record IntakeChanged(Stamp stamp, String connectorId, Intake intake) implements ConnectorEvent {}

    /** @param retired secrets that are not active any more */
    record DoorChanged(Stamp stamp, String connectorId, Door door, List<String> retired) implements ConnectorEvent {}

    record ConnectorEnabled(Stamp stamp, String connectorId) implements ConnectorEvent {}

    record ConnectorDisabled(Stamp stamp, String connectorId) implements ConnectorEvent {}

    record ConnectorDeleted(Stamp stamp, String connectorId) implements ConnectorEvent {}
}
