package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.trigger.access.Visibility;
import dev.agentdesk.trigger.listing.Newest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Runs. */
@Component
public class Runs {

    /** One row of {@code run}. */
    public record Row(
            String id,
            String deliveryId,
            String routeId,
            String workspaceId,
            String outcome,
            String reasonCode,
            String reasonText,
            Instant decidedAt,
            String correlationId,
            int depth,
            @Nullable String onBusy,
            @Nullable String sessionId,
            @Nullable Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolution,
            @Nullable String resolutionCode,
            @Nullable String turnId,
            @Nullable String costUsd) {}

    /** What a list of runs is narrowed to. */
    record Wanted(
            @Nullable String workspaceId,
            @Nullable String outcome,
            @Nullable String source) {}

    private static final String COLUMNS = "select r.run_id, r.delivery_id, r.route_id, r.workspace_id, r.outcome,"
            + " r.reason_code, r.reason_text, r.decided_at, r.correlation_id, r.depth, r.on_busy, r.session_id, r.opened_at,"
            + " r.resolved_at, r.resolution, r.resolution_code, r.turn_id, r.cost_usd from run r ";

    private static final String SEEN = "join workspace_access a using (workspace_id) where " + Visibility.SEES;

    private final JdbcClient db;

    Runs(JdbcClient db) {
        this.db = db;
    }

    /** A run, whoever asks; for the platform itself. */
    public Optional<Row> find(String id) {
        if (!Ids.isId("run", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + "where r.run_id = :id")
                .param("id", id)
                .query(Runs::row)
                .optional();
    }

    /** The Deliveries of which something went into a Workspace. */
    public List<String> deliveriesInto(String workspaceId) {
        return db.sql("select distinct delivery_id from run where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    Optional<Row> seen(Principal principal, String id) {
        if (!Ids.isId("run", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + SEEN + " and r.run_id = :id")
                .params(Visibility.of(principal))
                .param("id", id)
                .query(Runs::row)
                .optional();
    }

    /** Newest first. */
    List<Row> page(Principal principal, Wanted wanted, @Nullable Newest after, int limit) {
        var values = new HashMap<String, @Nullable Object>(Newest.parameters(after));
        values.put("workspace", wanted.workspaceId());
        values.put("outcome", wanted.outcome());
        values.put("source", wanted.source());
        return db.sql(COLUMNS + SEEN
                        + (wanted.workspaceId() == null ? "" : " and r.workspace_id = :workspace")
                        + (wanted.outcome() == null ? "" : " and r.outcome = :outcome")
                        + (wanted.source() == null ? "" : " and r.route_id = :source")
                        + (after == null ? "" : " and (r.decided_at, r.run_id) < (:at, :after)")
                        + " order by r.decided_at desc, r.run_id desc limit :limit")
                .params(Visibility.of(principal))
                .params(values)
                .param("limit", limit)
                .query(Runs::row)
                .list();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getTimestamp(8).toInstant(),
                row.getString(9),
                row.getInt(10),
                row.getString(11),
                row.getString(12),
                instant(row.getTimestamp(13)),
                instant(row.getTimestamp(14)),
                row.getString(15),
                row.getString(16),
                row.getString(17),
                row.getString(18));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
