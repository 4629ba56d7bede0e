package dev.agentdesk.trigger.outbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code outbound_message}: what is still to be sent, or was. A row is the promise: it waits until it was
 * taken or given up, whoever dies meanwhile.
 */
@Component
class Messages {

    /** Attempts of one Subscription at the same time: a slow receiver does not take the place of others. */
    private static final int MOST_PER_SUBSCRIPTION = 2;

    /** One fact for one Subscription; {@code attempts} were made so far. */
    record Message(
            String id, String subscriptionId, String eventId, String type, String body, int depth, int attempts) {

        /** Facts are for their receiver, not for logs. */
        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    private final JdbcClient db;
    private final Clock clock;
    private final OutboundProperties properties;

    Messages(JdbcClient db, Clock clock, OutboundProperties properties) {
        this.db = db;
        this.clock = clock;
        this.properties = properties;
    }

    /** Committed once it returns; harmless to repeat. */
    void keep(Message message) {
        db.sql("""
                insert into outbound_message (message_id, subscription_id, event_id, type, body, depth, status, attempts,
                    due_at, kept_at)
                values (:id, :subscription, :event, :type, :body, :depth, 'waiting', 0, :now, :now)
                on conflict (message_id) do nothing""")
                .param("id", message.id())
                .param("subscription", message.subscriptionId())
                .param("event", message.eventId())
                .param("type", message.type())
                .param("body", message.body())
                .param("depth", message.depth())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * Takes the message that is due for longest. It is taken by one replica; if that dies, it is free again a little
     * later than an attempt may take, by the clock of the database.
     */
    Optional<Message> take() {
        return db.sql("""
                        update outbound_message set taken_until = now() + make_interval(secs => :lease) where message_id =
                            (select m.message_id from outbound_message m join subscription s using (subscription_id)
                             where m.status = 'waiting' and m.due_at <= :now
                                and (m.taken_until is null or m.taken_until < now())
                                and s.enabled and s.paused_code is null
                                and (select count(*) from outbound_message o
                                     where o.subscription_id = m.subscription_id and o.status = 'waiting'
                                        and o.taken_until >= now()) < :most
                             order by m.due_at limit 1 for update of m skip locked)
                        returning message_id, subscription_id, event_id, type, body, depth, attempts""")
                .param("lease", properties.patience().plusSeconds(5).toSeconds())
                .param("now", Timestamp.from(clock.instant()))
                .param("most", MOST_PER_SUBSCRIPTION)
                .query(Messages::message)
                .optional();
    }

    void delivered(String id) {
        settle(id, "delivered", null);
    }

    /** Nobody will try again, unless somebody asks for it. */
    void giveUp(String id) {
        settle(id, "failed", null);
    }

    void again(String id, Instant due) {
        settle(id, "waiting", due);
    }

    private void settle(String id, String status, @Nullable Instant due) {
        db.sql("update outbound_message set status = :status, attempts = attempts + 1, taken_until = null,"
                        + " due_at = coalesce(:due, due_at) where message_id = :id")
                .param("status", status)
                .param("due", due == null ? null : Timestamp.from(due), java.sql.Types.TIMESTAMP)
                .param("id", id)
                .update();
    }

    /** Sends it once more, whether it was taken or given up. */
    boolean resend(String id) {
        return db.sql("update outbound_message set status = 'waiting', due_at = :now, kept_at = :now"
                                + " where message_id = :id")
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Gives up what has waited too long, forgets what is old. */
    void sweep() {
        var now = clock.instant();
        db.sql("update outbound_message set status = 'failed' where status = 'waiting' and kept_at < :before")
                .param("before", Timestamp.from(now.minus(properties.keepWaiting())))
                .update();
        db.sql("delete from outbound_message where status <> 'waiting' and kept_at < :before")
                .param("before", Timestamp.from(now.minus(properties.keep())))
                .update();
    }

    /** The pause after so many attempts; empty: no more of them. */
    static Optional<Duration> pause(OutboundProperties properties, int attempts) {
        return attempts > properties.retries().size()
                ? Optional.empty()
                : Optional.of(properties.retries().get(attempts - 1));
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                row.getInt(7));
    }
}
