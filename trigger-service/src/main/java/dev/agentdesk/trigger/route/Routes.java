package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.access.Visibility;
import dev.agentdesk.trigger.listing.Newest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Routes. */
@Component
public class Routes {

    /** One row of {@code route}. */
    public record Row(
            String id,
            String connectorId,
            RouteSettings settings,
            long version,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {}

    private static final String COLUMNS =
            "select r.route_id, r.connector_id, r.sealed_name, r.workspace_id, r.sealed_filter, r.sealed_prompt,"
                    + " r.on_busy, r.enabled, r.version, r.created_by, r.created_at, r.updated_at, r.sealed_path,"
                    + " r.sealed_correlation, r.rate_limit, r.rate_per, r.debounce from route r ";

    /** Routes of a deleted Connector are gone with it. */
    private static final String SEEN =
            "join connector c using (connector_id) join workspace_access a using (workspace_id)"
                    + " where not r.deleted and " + Visibility.SEES + " and ";

    private final JdbcClient db;
    private final SealedTexts seals;

    Routes(JdbcClient db, SealedTexts seals) {
        this.db = db;
        this.seals = seals;
    }

    /** All of a Connector, enabled or not, oldest first; for deciding, not for showing. */
    public List<Row> of(String connectorId) {
        return db.sql(COLUMNS + "where r.connector_id = :connector and not r.deleted order by r.created_at, r.route_id")
                .param("connector", connectorId)
                .query(this::row)
                .list();
    }

    /** All that lead or led into a Workspace, deleted ones too; for erasing. */
    public List<String> into(String workspaceId) {
        return db.sql("select route_id from route where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    int count(String connectorId) {
        return db.sql("select count(*) from route where connector_id = :connector and not deleted")
                .param("connector", connectorId)
                .query(Integer.class)
                .single();
    }

    /** A Route that the principal may see. */
    public Optional<Row> seen(Principal principal, String id) {
        if (!Ids.isId("rte", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + SEEN + "r.route_id = :id")
                .params(Visibility.of(principal))
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** Newest first. */
    List<Row> page(Principal principal, String connectorId, @Nullable Newest after, int limit) {
        return db.sql(COLUMNS + SEEN + "r.connector_id = :connector"
                        + (after == null ? "" : " and (r.created_at, r.route_id) < (:at, :after)")
                        + " order by r.created_at desc, r.route_id desc limit :limit")
                .params(Visibility.of(principal))
                .params(Newest.parameters(after))
                .param("connector", connectorId)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        var settings = new RouteSettings(
                text(row, 3),
                row.getString(4),
                orNull(row, 13),
                text(row, 5),
                text(row, 6),
                orNull(row, 14),
                BusyPolicy.of(row.getString(7)).orElseThrow(),
                row.getBoolean(8),
                new Pace(row.getObject(15, Integer.class), duration(row.getString(16)), duration(row.getString(17))));
        return new Row(
                row.getString(1),
                row.getString(2),
                settings,
                row.getLong(9),
                row.getString(10),
                row.getTimestamp(11).toInstant(),
                row.getTimestamp(12).toInstant());
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Duration.parse(text);
    }

    /** What a route need not have, and what older ones were made without. */
    private @Nullable String orNull(ResultSet row, int column) throws SQLException {
        var text = text(row, column);
        return text.isEmpty() ? null : text;
    }

    private String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(seals.open(row.getString(1), row.getBytes(column)), "");
    }
}
