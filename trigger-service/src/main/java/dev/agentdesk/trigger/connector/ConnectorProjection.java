package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorCreated;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDeleted;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorDisabled;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorEnabled;
import dev.agentdesk.trigger.connector.ConnectorEvent.ConnectorRenamed;
import dev.agentdesk.trigger.connector.ConnectorEvent.DoorChanged;
import dev.agentdesk.trigger.connector.ConnectorEvent.IntakeChanged;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code connector} per live Connector. */
@Component
final class ConnectorProjection implements ReadModel {

    static final String NAME = "connector";

    private static final String DOOR = "scheme = :scheme, allow_unsigned = :unsigned, signature_header = :header,"
            + " signature_prefix = :prefix, signature_encoding = :encoding, secret_ids = :secrets, reply_secret_id = :reply";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("connector");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (!(recorded.event() instanceof ConnectorEvent event)) {
            return;
        }
        switch (event) {
            case ConnectorCreated e -> insert(e, recorded.seq(), db);
            case ConnectorRenamed e -> set(e, recorded.seq(), db, "name = :name", Map.of("name", e.name()));
            case IntakeChanged e ->
                set(
                        e,
                        recorded.seq(),
                        db,
                        "sources = :sources, types = :types",
                        Map.of(
                                "sources",
                                array(e.intake().sources()),
                                "types",
                                array(e.intake().types())));
            case DoorChanged e -> set(e, recorded.seq(), db, DOOR, door(e.door()));
            case ConnectorEnabled e -> set(e, recorded.seq(), db, "enabled = true", Map.of());
            case ConnectorDisabled e -> set(e, recorded.seq(), db, "enabled = false", Map.of());
            case ConnectorDeleted e ->
                db.sql("delete from connector where connector_id = :id")
                        .param("id", e.connectorId())
                        .update();
        }
    }

    private static void insert(ConnectorCreated event, long seq, JdbcClient db) {
        db.sql("""
                insert into connector (connector_id, kind, name, sources, types, enabled, version, owner, created_by,
                    created_at, updated_at, scheme, allow_unsigned, signature_header, signature_prefix,
                    signature_encoding, secret_ids, reply_secret_id)
                values (:id, :kind, :name, :sources, :types, :enabled, :seq, :owner, :by, :at, :at, :scheme, :unsigned,
                    :header, :prefix, :encoding, :secrets, :reply)
                on conflict (connector_id) do nothing""")
                .params(door(event.door()))
                .param("id", event.connectorId())
                .param("kind", event.kind().wire())
                .param("name", event.name())
                .param("sources", array(event.intake().sources()))
                .param("types", array(event.intake().types()))
                .param("enabled", event.enabled())
                .param("seq", seq)
                .param("owner", account(event.stamp().actor()))
                .param("by", event.stamp().actor().id())
                .param("at", Timestamp.from(event.stamp().at()))
                .update();
    }

    /** All of it at once; a connector without a door has none of it. */
    private static Map<String, @Nullable Object> door(@Nullable Door door) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("scheme", door == null ? null : door.scheme());
        values.put("unsigned", door != null && door.allowUnsigned());
        values.put("header", door == null ? null : door.header());
        values.put("prefix", door == null ? null : door.prefix());
        values.put("reply", door == null ? null : door.replySecretId());
        values.put("encoding", door == null ? null : door.encoding());
        values.put("secrets", door == null ? new String[0] : array(door.secretIds()));
        return values;
    }

    private static void set(
            ConnectorEvent event,
            long seq,
            JdbcClient db,
            String change,
            Map<String, ? extends @Nullable Object> values) {
        db.sql("update connector set " + change + ", version = :seq, updated_at = :at where connector_id = :id")
                .params(values)
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.connectorId())
                .update();
    }

    /** Rights belong to the account behind a token, not to the token. */
    private static String account(Actor actor) {
        return actor.onBehalfOf() == null ? actor.id() : actor.onBehalfOf();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
