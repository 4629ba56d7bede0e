package dev.agentdesk.trigger.connector;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.trigger.access.Visibility;
import dev.agentdesk.trigger.listing.Newest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Connectors. */
@Component
public class Connectors {

    /** One row of {@code connector}. */
    public record Row(
            String id,
            String kind,
            String name,
            Intake intake,
            @Nullable Door door,
            boolean enabled,
            long version,
            String owner,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {}

    private static final String COLUMNS =
            "select c.connector_id, c.kind, c.name, c.sources, c.types, c.enabled, c.version,"
                    + " c.owner, c.created_by, c.created_at, c.updated_at, c.scheme, c.allow_unsigned,"
                    + " c.signature_header, c.signature_prefix, c.signature_encoding, c.secret_ids, c.reply_secret_id from connector c ";

    /** One's own, and those with a route into a Workspace that one may see. */
    private static final String VISIBLE = "(" + Visibility.OWNS
            + " or exists (select 1 from route r join workspace_access a using (workspace_id)"
            + " where r.connector_id = c.connector_id and not r.deleted and " + Visibility.SEES + "))";

    private final JdbcClient db;

    Connectors(JdbcClient db) {
        this.db = db;
    }

    /** The enabled Connectors that take an event of that source and type. */
    public List<Row> taking(String source, String type) {
        return db.sql(COLUMNS + "where c.kind = 'kafka' and c.enabled").query(Connectors::row).list().stream()
                .filter(connector -> connector.intake().takes(source, type))
                .toList();
    }

    /** Whatever the caller may see; for the door itself. */
    public Optional<Row> find(String id) {
        if (!Ids.isId("con", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + "where c.connector_id = :id")
                .param("id", id)
                .query(Connectors::row)
                .optional();
    }

    /** A Connector that the principal may see. */
    public Optional<Row> seen(Principal principal, String id) {
        if (!Ids.isId("con", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + "where c.connector_id = :id and " + VISIBLE)
                .params(Visibility.of(principal))
                .param("id", id)
                .query(Connectors::row)
                .optional();
    }

    /** Newest first. */
    List<Row> page(Principal principal, @Nullable Newest after, int limit) {
        return db.sql(COLUMNS + "where " + VISIBLE
                        + (after == null ? "" : " and (c.created_at, c.connector_id) < (:at, :after)")
                        + " order by c.created_at desc, c.connector_id desc limit :limit")
                .params(Visibility.of(principal))
                .params(Newest.parameters(after))
                .param("limit", limit)
                .query(Connectors::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                new Intake(texts(row.getArray(4)), texts(row.getArray(5))),
                door(row),
                row.getBoolean(6),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getTimestamp(10).toInstant(),
                row.getTimestamp(11).toInstant());
    }

    private static @Nullable Door door(ResultSet row) throws SQLException {
        var scheme = row.getString(12);
        return scheme == null
                ? null
                : new Door(
                        scheme,
                        row.getBoolean(13),
                        row.getString(14),
                        row.getString(15),
                        row.getString(16),
                        texts(row.getArray(17)),
                        row.getString(18));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
