package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.trigger.signature.Secret;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secrets of Connectors: sealed with the key of their connector, never in an event, an answer or a log.
 *
 * <p>A secret is there before the event that names it; one that no event names is never used. The key of a deleted
 * connector is destroyed.
 */
@Component
public class ConnectorSecrets {

    /** One secret as it may be shown. */
    public record Shown(
            String id,
            Instant addedAt,
            String addedBy,
            @Nullable Instant lastMatchedAt) {}

    private record Row(String id, byte[] bytes) {}

    /** A match is noted at most this often; it is for people who rotate. */
    private static final Duration NOTED_EVERY = Duration.ofMinutes(1);

    private final JdbcClient db;
    private final DataKeys keys;
    private final Clock clock;

    ConnectorSecrets(JdbcClient db, DataKeys keys, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.clock = clock;
    }

    void keep(String connectorId, String addedBy, List<Secret> secrets) {
        for (var secret : secrets) {
            db.sql("""
                    insert into connector_secret (secret_id, connector_id, sealed, added_at, added_by)
                    values (:id, :connector, :sealed, :at, :by) on conflict do nothing""")
                    .param("id", secret.id())
                    .param("connector", connectorId)
                    .param("sealed", keys.seal(connectorId, secret.value().getBytes(StandardCharsets.UTF_8)))
                    .param("at", Timestamp.from(clock.instant()))
                    .param("by", addedBy)
                    .update();
        }
    }

    /** The active ones, to be compared with. */
    public List<Secret> of(String connectorId, Door door) {
        return db
                .sql("select secret_id, sealed from connector_secret where secret_id = any(:ids)"
                        + " and connector_id = :connector")
                .param("ids", door.secretIds().toArray(String[]::new))
                .param("connector", connectorId)
                .query((row, n) -> new Row(row.getString(1), row.getBytes(2)))
                .list()
                .stream()
                .map(row -> keys.open(connectorId, row.bytes())
                        .map(value -> new Secret(row.id(), new String(value, StandardCharsets.UTF_8))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** One of them, to answer with. */
    public Optional<Secret> token(String connectorId, String secretId) {
        return db.sql(
                        "select secret_id, sealed from connector_secret where secret_id = :id and connector_id = :connector")
                .param("id", secretId)
                .param("connector", connectorId)
                .query((row, n) -> new Row(row.getString(1), row.getBytes(2)))
                .optional()
                .flatMap(row -> keys.open(connectorId, row.bytes())
                        .map(value -> new Secret(row.id(), new String(value, StandardCharsets.UTF_8))));
    }

    /** What may be said about the active ones of some connectors. */
    List<Shown> shown(Door door) {
        return db.sql("select secret_id, added_at, added_by, last_matched_at from connector_secret"
                        + " where secret_id = any(:ids) order by added_at, secret_id")
                .param("ids", door.secretIds().toArray(String[]::new))
                .query((row, n) -> new Shown(
                        row.getString(1),
                        row.getTimestamp(2).toInstant(),
                        row.getString(3),
                        row.getTimestamp(4) == null ? null : row.getTimestamp(4).toInstant()))
                .list();
    }

    /** Notes that a sender still uses it. */
    public void matched(String secretId) {
        var now = clock.instant();
        db.sql("update connector_secret set last_matched_at = :now where secret_id = :id"
                        + " and (last_matched_at is null or last_matched_at < :before)")
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(NOTED_EVERY)))
                .param("id", secretId)
                .update();
    }

    void forget(List<String> secretIds) {
        db.sql("delete from connector_secret where secret_id = any(:ids)")
                .param("ids", secretIds.toArray(String[]::new))
                .update();
    }

    void forgetAll(String connectorId) {
        db.sql("delete from connector_secret where connector_id = :id")
                .param("id", connectorId)
                .update();
        keys.destroy(connectorId);
    }
}
