package dev.agentdesk.trigger.connector;

import dev.agentdesk.contracts.Topics;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Connector as clients see it.
 *
 * @param ingestUrl where to send events over HTTP; null for a kind that has no such door
 * @param topic where to send records; null for a kind that has none
 * @param scheme how senders prove themselves; null for a kind that has no door
 * @param replies whether answers are written into the threads of Slack
 * @param secrets which secrets are active, never what they are
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
        @Nullable String topic,
        @Nullable String scheme,
        @Nullable Boolean allowUnsigned,
        @Nullable String header,
        @Nullable String prefix,
        @Nullable String encoding,
        List<Secret> secrets,
        boolean replies,
        String owner,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    /** One active secret. */
    record Secret(
            String id,
            Instant addedAt,
            String addedBy,
            @Nullable Instant lastMatchedAt) {}

    static ConnectorView of(Connectors.Row row, String ingestUrl, List<ConnectorSecrets.Shown> secrets) {
        var door = row.door();
        return new ConnectorView(
                row.id(),
                row.kind(),
                row.name(),
                row.intake().sources(),
                row.intake().types(),
                row.enabled(),
                row.version(),
                door == null ? null : ingestUrl,
                door == null ? Topics.TRIGGERS_INBOUND : null,
                door == null ? null : door.scheme(),
                door == null ? null : door.allowUnsigned(),
                door == null ? null : door.header(),
                door == null ? null : door.prefix(),
                door == null ? null : door.encoding(),
                secrets.stream()
                        .map(s -> new Secret(s.id(), s.addedAt(), s.addedBy(), s.lastMatchedAt()))
                        .toList(),
                door != null && door.replySecretId() != null,
                row.owner(),
                row.createdBy(),
                row.createdAt(),
                row.updatedAt());
    }
}
