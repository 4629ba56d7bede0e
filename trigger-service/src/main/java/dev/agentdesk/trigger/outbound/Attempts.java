package dev.agentdesk.trigger.outbound;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.trigger.listing.Newest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code outbound_attempt}: what became of each request. Answers of receivers are not kept, only how they
 * ended.
 */
@Component
class Attempts {

    /**
     * One request.
     *
     * @param outcome {@code delivered}; {@code failed}, and it is tried again; {@code gave_up}
     * @param status what the receiver answered; null: nothing
     * @param error why there was no answer, in a code
     */
    record Row(
            String id,
            String subscriptionId,
            String messageId,
            String eventId,
            String eventType,
            int number,
            Instant at,
            long durationMs,
            String outcome,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Instant nextAt) {}

    private static final String COLUMNS =
            "select attempt_id, subscription_id, message_id, event_id, event_type, number,"
                    + " at, duration_ms, outcome, status, error, next_at from outbound_attempt ";

    private final JdbcClient db;
    private final IdSource ids;
    private final Clock clock;
    private final OutboundProperties properties;

    Attempts(JdbcClient db, IdSource ids, Clock clock, OutboundProperties properties) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
        this.properties = properties;
    }

    void add(Messages.Message message, Instant at, Receiver.Answer answer, String outcome, @Nullable Instant next) {
        db.sql("""
                insert into outbound_attempt (attempt_id, subscription_id, message_id, event_id, event_type, number, at,
                    duration_ms, outcome, status, error, next_at)
                values (:id, :subscription, :message, :event, :type, :number, :at, :duration, :outcome, :status, :error,
                    :next)""")
                .param("id", ids.mint("att"))
                .param("subscription", message.subscriptionId())
                .param("message", message.id())
                .param("event", message.eventId())
                .param("type", message.type())
                .param("number", message.attempts() + 1)
                .param("at", Timestamp.from(at))
                .param("duration", answer.took().toMillis())
                .param("outcome", outcome)
                .param("status", answer.status())
                .param("error", answer.error())
                .param("next", next == null ? null : Timestamp.from(next))
                .update();
    }

    Optional<Row> find(String id) {
        return !Ids.isId("att", id)
                ? Optional.empty()
                : db.sql(COLUMNS + "where attempt_id = :id")
                        .param("id", id)
                        .query(Attempts::row)
                        .optional();
    }

    /** Newest first. */
    List<Row> page(String subscriptionId, @Nullable Newest after, int limit) {
        return db.sql(COLUMNS + "where subscription_id = :subscription"
                        + (after == null ? "" : " and (at, attempt_id) < (:at, :after)")
                        + " order by at desc, attempt_id desc limit :limit")
                .params(Newest.parameters(after))
                .param("subscription", subscriptionId)
                .param("limit", limit)
                .query(Attempts::row)
                .list();
    }

    void sweep() {
        db.sql("delete from outbound_attempt where at < :before")
                .param("before", Timestamp.from(clock.instant().minus(properties.keep())))
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getTimestamp(7).toInstant(),
                row.getLong(8),
                row.getString(9),
                row.getObject(10, Integer.class),
                row.getString(11),
                row.getTimestamp(12) == null ? null : row.getTimestamp(12).toInstant());
    }
}
