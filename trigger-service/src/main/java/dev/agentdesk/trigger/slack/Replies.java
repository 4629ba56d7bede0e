package dev.agentdesk.trigger.slack;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code slack_reply}: a run whose answer is to be written, once, until that was done or given up. They
 * hold ids only; words and places are read when they are needed.
 */
@Component
class Replies {

    /** @param code why there is no turn; null if there was one */
    record Reply(
            String runId,
            String deliveryId,
            String connectorId,
            @Nullable String sessionId,
            @Nullable String turnId,
            @Nullable String code,
            int attempts) {}

    /** Longer than an attempt may take. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final String COLUMNS = "run_id, delivery_id, connector_id, session_id, turn_id, code, attempts";

    private final JdbcClient db;
    private final Clock clock;
    private final SlackProperties properties;

    Replies(JdbcClient db, Clock clock, SlackProperties properties) {
        this.db = db;
        this.clock = clock;
        this.properties = properties;
    }

    /** Committed once it returns; harmless to repeat. */
    void keep(Reply reply) {
        db.sql("insert into slack_reply (" + COLUMNS + ", status, due_at)"
                        + " values (:run, :delivery, :connector, :session, :turn, :code, 0, 'waiting', :now)"
                        + " on conflict (run_id) do nothing")
                .param("run", reply.runId())
                .param("delivery", reply.deliveryId())
                .param("connector", reply.connectorId())
                .param("session", reply.sessionId())
                .param("turn", reply.turnId())
                .param("code", reply.code())
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** Takes the one that is due for longest; it is free again if the replica that took it dies. */
    Optional<Reply> take() {
        return db.sql("update slack_reply set taken_until = now() + make_interval(secs => :lease) where run_id ="
                        + " (select run_id from slack_reply where status = 'waiting' and due_at <= :now"
                        + " and (taken_until is null or taken_until < now()) order by due_at limit 1"
                        + " for update skip locked) returning " + COLUMNS)
                .param("lease", LEASE.toSeconds())
                .param("now", Timestamp.from(clock.instant()))
                .query(Replies::reply)
                .optional();
    }

    void sent(Reply reply) {
        settle(reply, "sent", null, null);
    }

    void giveUp(Reply reply, String error) {
        settle(reply, "failed", error, null);
    }

    /** Later, or never once it was tried often enough. */
    void again(Reply reply, String error, Duration atLeast) {
        if (reply.attempts() >= properties.retries().size()) {
            giveUp(reply, error);
            return;
        }
        var planned = properties.retries().get(reply.attempts());
        var pause = planned.compareTo(atLeast) < 0 ? atLeast : planned;
        settle(reply, "waiting", error, clock.instant().plus(pause));
    }

    private void settle(Reply reply, String status, @Nullable String error, @Nullable Instant due) {
        db.sql("update slack_reply set status = :status, error = :error, attempts = attempts + 1, taken_until = null,"
                        + " due_at = coalesce(:due, due_at) where run_id = :run")
                .param("status", status)
                .param("error", error)
                .param("due", due == null ? null : Timestamp.from(due), Types.TIMESTAMP)
                .param("run", reply.runId())
                .update();
    }

    private static Reply reply(ResultSet row, int number) throws SQLException {
        return new Reply(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7));
    }
}
