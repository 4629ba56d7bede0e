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
import java.util.Map;
import java.util.Objects;
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
            @Nullable String deliveryId,
            @Nullable String routeId,
            @Nullable String scheduleId,
            @Nullable Long scheduleSeq,
            String workspaceId,
            String outcome,
            String reasonCode,
            String reasonText,
            @Nullable String reasonRef,
            Instant decidedAt,
            @Nullable Instant nominalAt,
            @Nullable Instant firedAt,
            String correlationId,
            int depth,
            @Nullable String onBusy,
            @Nullable String sessionId,
            @Nullable Instant openedAt,
            @Nullable Instant resolvedAt,
            @Nullable String resolution,
            @Nullable String resolutionCode,
            @Nullable String turnId,
            @Nullable String costUsd,
            @Nullable String replyStatus,
            @Nullable String replyError) {

        /** The route or the schedule that decided. */
        RunView.Source source() {
            return scheduleId == null
                    ? new RunView.Source("route", Objects.requireNonNull(routeId))
                    : new RunView.Source("schedule", scheduleId);
        }
    }

    /** What a list of runs is narrowed to. */
    record Wanted(
            @Nullable String workspaceId,
            @Nullable String outcome,
            @Nullable String source) {}

    private static final String COLUMNS = "select r.run_id, r.delivery_id, r.route_id, r.schedule_id,"
            + " r.schedule_seq, r.workspace_id, r.outcome, r.reason_code, r.reason_text, r.reason_ref, r.decided_at,"
            + " r.nominal_at, r.fired_at, r.correlation_id, r.depth, r.on_busy, r.session_id, r.opened_at,"
            + " r.resolved_at, r.resolution, r.resolution_code, r.turn_id, r.cost_usd,"
            + " y.status as reply_status, y.error as reply_error from run r left join slack_reply y on y.run_id = r.run_id ";

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

    /** Those of some instants of a schedule, the newest decision of each. */
    Map<Instant, Row> ofInstants(String scheduleId, List<Instant> instants) {
        var found = new HashMap<Instant, Row>();
        db.sql(COLUMNS + "where r.schedule_id = :schedule and r.nominal_at = any(:instants::timestamptz[])"
                        + " order by r.decided_at, r.run_id")
                .param("schedule", scheduleId)
                .param("instants", instants.stream().map(Instant::toString).toArray(String[]::new))
                .query(Runs::row)
                .list()
                .forEach(row -> found.put(Objects.requireNonNull(row.nominalAt()), row));
        return found;
    }

    private static String source(@Nullable String source) {
        if (source == null) {
            return "";
        }
        return source.startsWith("sch_") ? " and r.schedule_id = :source" : " and r.route_id = :source";
    }

    /** The Deliveries of which something went into a Workspace. */
    public List<String> deliveriesInto(String workspaceId) {
        return db.sql("select distinct delivery_id from run where workspace_id = :workspace"
                        + " and delivery_id is not null")
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
                        + source(wanted.source())
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
                row.getString("run_id"),
                row.getString("delivery_id"),
                row.getString("route_id"),
                row.getString("schedule_id"),
                row.getObject("schedule_seq", Long.class),
                row.getString("workspace_id"),
                row.getString("outcome"),
                row.getString("reason_code"),
                row.getString("reason_text"),
                row.getString("reason_ref"),
                row.getTimestamp("decided_at").toInstant(),
                instant(row.getTimestamp("nominal_at")),
                instant(row.getTimestamp("fired_at")),
                row.getString("correlation_id"),
                row.getInt("depth"),
                row.getString("on_busy"),
                row.getString("session_id"),
                instant(row.getTimestamp("opened_at")),
                instant(row.getTimestamp("resolved_at")),
                row.getString("resolution"),
                row.getString("resolution_code"),
                row.getString("turn_id"),
                row.getString("cost_usd"),
                row.getString("reply_status"),
                row.getString("reply_error"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
