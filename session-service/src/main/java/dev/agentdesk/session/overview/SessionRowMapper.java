package dev.agentdesk.session.overview;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** From a row to what clients see. */
final class SessionRowMapper implements RowMapper<SessionView> {

    private static final Set<String> FAILURES = Set.of("failed", "retries_exhausted", "budget_reached");

    private final SealedDetails details;

    SessionRowMapper(SealedDetails details) {
        this.details = details;
    }

    @Override
    public SessionView mapRow(ResultSet row, int number) throws SQLException {
        int pending = row.getInt("pending");
        return new SessionView(
                row.getString("session_id"),
                row.getString("workspace_id"),
                details.title(row),
                details.metadata(row),
                row.getString("status"),
                row.getString("waiting_for"),
                stopReason(row),
                new SessionView.Origin(row.getString("origin_type"), row.getString("origin_id")),
                row.getString("run_id"),
                row.getString("parent_id"),
                row.getObject("config_version", Integer.class),
                row.getString("turn_id"),
                usage(row),
                row.getLong("last_seq"),
                row.getInt("queue_length"),
                row.getBoolean("paused"),
                pending,
                pending > 0 || failed(row),
                row.getTimestamp("created_at").toInstant(),
                row.getString("created_by"),
                row.getTimestamp("updated_at").toInstant(),
                instant(row, "archived_at"),
                instant(row, "deleted_at"),
                instant(row, "erased_at"));
    }

    private static boolean failed(ResultSet row) throws SQLException {
        var reason = row.getString("stop_reason");
        return reason != null && FAILURES.contains(reason);
    }

    private static @Nullable Map<String, Object> stopReason(ResultSet row) throws SQLException {
        if (row.getString("status").equals("requires_action")) {
            var asked = row.getString("asked");
            return Map.of(
                    "type", "requires_action", "event_ids", asked == null ? List.of() : List.of(asked.split(" ")));
        }
        var reason = row.getString("stop_reason");
        return reason == null ? null : Map.of("type", reason);
    }

    private static SessionView.UsageView usage(ResultSet row) throws SQLException {
        BigDecimal cost = row.getBigDecimal("cost_usd");
        return new SessionView.UsageView(
                row.getLong("input_tokens"),
                row.getLong("output_tokens"),
                cost == null ? null : cost.toPlainString(),
                row.getLong("tool_calls"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
