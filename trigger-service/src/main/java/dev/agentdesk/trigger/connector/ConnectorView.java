package dev.agentdesk.trigger.connector;

import dev.agentdesk.contracts.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Connector as clients see it.
 *
 * @param ingestUrl where to send events over HTTP; null for a kind that has no such door
 * @param topic where to send records
 */
record ConnectorView(
        String id,
        String kind,
        String name,
        List<String> sources,
        List<String> types,
        boolean enabled,
        long version,
        @Nullable String ingestUrl,
        String topic,
        String owner,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static ConnectorView of(Connectors.Row row) {
        return new ConnectorView(
                row.id(),
                row.kind(),
                row.name(),
                row.intake().sources(),
                row.intake().types(),
                row.enabled(),
                row.version(),
                null,
                Topics.TRIGGERS_INBOUND,
                row.owner(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }
}
