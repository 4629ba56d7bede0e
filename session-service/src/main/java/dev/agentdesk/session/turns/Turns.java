package dev.agentdesk.session.turns;

import dev.agentdesk.kit.id.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks turns up. */
public final class Turns {

    private static final String SELECT = "select t.*, (select string_agg(a.tool_use_id, ' ' order by a.tool_use_id)"
            + " from approval a where a.turn_id = t.turn_id and a.status = 'pending') as asked from turn_summary t ";

    private final JdbcClient db;

    Turns(JdbcClient db) {
        this.db = db;
    }

    public Optional<TurnView> find(String turnId) {
        if (!Ids.isId("trn", turnId)) {
            return Optional.empty();
        }
        return db.sql(SELECT + "where t.turn_id = :id")
                .param("id", turnId)
                .query(Turns::view)
                .optional();
    }

    /** The turn that took a message. */
    public Optional<TurnView> ofMessage(String messageId) {
        return db.sql(SELECT + "join processed_message p on p.turn_id = t.turn_id where p.message_id = :id")
                .param("id", messageId)
                .query(Turns::view)
                .optional();
    }

    /** Newest first; the ones that began before that position. */
    List<TurnView> of(String sessionId, long before, int limit) {
        return db.sql(
                        SELECT
                                + "where t.session_id = :id and t.started_seq < :before order by t.started_seq desc limit :limit")
                .param("id", sessionId)
                .param("before", before)
                .param("limit", limit)
                .query(Turns::view)
                .list();
    }

    private static TurnView view(ResultSet row, int number) throws SQLException {
        var started = row.getTimestamp("started_at").toInstant();
        var ended = row.getTimestamp("ended_at") == null
                ? null
                : row.getTimestamp("ended_at").toInstant();
        return new TurnView(
                row.getString("turn_id"),
                row.getString("session_id"),
                row.getString("workspace_id"),
                row.getString("status"),
                stopReason(row),
                List.of(row.getString("message_ids").split(" ")),
                row.getInt("config_version"),
                row.getString("run_id"),
                started,
                ended,
                duration(started, ended),
                row.getInt("take_overs"),
                row.getLong("started_seq"),
                row.getObject("ended_seq", Long.class),
                ended == null ? null : usage(row));
    }

    private static @Nullable Long duration(Instant started, @Nullable Instant ended) {
        return ended == null ? null : Duration.between(started, ended).toMillis();
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

    private static Map<String, @Nullable Object> usage(ResultSet row) throws SQLException {
        var usage = new LinkedHashMap<String, @Nullable Object>();
        var cost = row.getBigDecimal("cost_usd");
        usage.put("input_tokens", row.getLong("input_tokens"));
        usage.put("output_tokens", row.getLong("output_tokens"));
        usage.put("cost_usd", cost == null ? null : cost.toPlainString());
        usage.put("tool_calls", row.getLong("tool_calls"));
        return usage;
    }
}
