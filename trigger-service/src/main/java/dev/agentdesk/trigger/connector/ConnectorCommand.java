package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a caller may ask of a {@link Connector}. */
public sealed interface ConnectorCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "connector";

    Stamp stamp();

    String connectorId();

    @Override
    default String aggregateId() {
        return connectorId();
    }

    /** Opens the door; the caller chose the id, so that a repeat is recognised. */
    record CreateConnector(
            Stamp stamp,
            String connectorId,
            ConnectorKind kind,
            String name,
            Intake intake,
            @Nullable Door door,
            boolean enabled)
            implements ConnectorCommand {}

    /**
     * Changes what is given and leaves the rest.
     *
     * @param expectedVersion the version that the caller has seen; null to overwrite whatever is there
     */
    record EditConnector(
            Stamp stamp,
            String connectorId,
            @Nullable Long expectedVersion,
            @Nullable String name,
            @Nullable List<String> sources,
            @Nullable List<String> types,
            @Nullable Door door,
            @Nullable Boolean enabled)
            implements ConnectorCommand {}

    record DeleteConnector(
            Stamp stamp, String connectorId, @Nullable Long expectedVersion) implements ConnectorCommand {}
}
