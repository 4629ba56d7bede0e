package dev.agentdesk.trigger.replay;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The deliveries of one connector in a span of time, oldest first; replays and what was erased are not among them. */
@Component
final class Past {

    /**
     * A span of the past.
     *
     * @param status only with this status; null: all
     */
    record Span(
            String connectorId,
            Instant from,
            Instant to,
            @Nullable String status) {}

    /** One delivery, and whether the route in question took it when it came. */
    record Entry(String id, boolean matched) {}

    private static final String WHERE = " from delivery d where d.connector_id = :connector and d.received_at >= :from"
            + " and d.received_at < :to and not d.erased and d.replay_of is null"
            + " and (:status::text is null or d.status = :status)";

    private final JdbcClient db;

    Past(JdbcClient db) {
        this.db = db;
    }

    long count(Span span) {
        return statement("select count(*)" + WHERE, span).query(Long.class).single();
    }

    List<String> ids(Span span, int limit) {
        return statement("select d.delivery_id" + WHERE + " order by d.received_at, d.delivery_id limit " + limit, span)
                .query((row, n) -> row.getString(1))
                .list();
    }

    List<Entry> entries(Span span, String routeId, int limit) {
        return statement(
                        "select d.delivery_id, exists (select 1 from delivery_route v where v.delivery_id ="
                                + " d.delivery_id and v.route_id = :route and v.verdict = 'matched')" + WHERE
                                + " and d.status <> 'conflict' order by d.received_at, d.delivery_id limit " + limit,
                        span)
                .param("route", routeId)
                .query((row, n) -> new Entry(row.getString(1), row.getBoolean(2)))
                .list();
    }

    private JdbcClient.StatementSpec statement(String sql, Span span) {
        return db.sql(sql)
                .param("connector", span.connectorId())
                .param("from", Timestamp.from(span.from()))
                .param("to", Timestamp.from(span.to()))
                .param("status", span.status());
    }
}
