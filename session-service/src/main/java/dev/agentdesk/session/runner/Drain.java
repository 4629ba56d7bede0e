package dev.agentdesk.session.runner;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The order that runners take no more turns and hand back what they run at its next step.
 *
 * <p>It concerns the processes that were running when it was given, whichever replica heard it; one that is started
 * afterwards runs turns. Times are the database's.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    /** Steps of turns ask all the time. */
    private static final long ASK_EVERY = TimeUnit.MILLISECONDS.toNanos(250);

    /** @param concernsUs whether this process was running already */
    record Order(Instant at, String by, boolean concernsUs) {}

    private final JdbcClient db;
    private final String startedAt;
    private volatile boolean ordered;
    private volatile long askedAt;

    Drain(JdbcClient db) {
        this.db = db;
        this.startedAt =
                db.sql("select clock_timestamp()::text").query(String.class).single();
        this.askedAt = System.nanoTime() - ASK_EVERY;
    }

    /** Whether this process is to take no more turns; what was known last while the database can't say. */
    boolean ordered() {
        if (System.nanoTime() - askedAt >= ASK_EVERY) {
            askedAt = System.nanoTime();
            try {
                ordered = find().map(Order::concernsUs).orElse(false);
            } catch (DataAccessException | TransactionException away) {
                LOG.debug("whether turns are drained can't be asked: {}", away.toString());
            }
        }
        return ordered;
    }

    void order(String by) {
        db.sql("""
                        insert into drain (ordered_at, ordered_by) values (clock_timestamp(), :by)
                        on conflict (only_one) do update set ordered_at = excluded.ordered_at,
                            ordered_by = excluded.ordered_by""").param("by", by).update();
        askAgain();
    }

    void lift() {
        db.sql("delete from drain").update();
        askAgain();
    }

    /** Who took the order knows of it at once; other replicas within {@link #ASK_EVERY}. */
    private void askAgain() {
        askedAt = System.nanoTime() - ASK_EVERY;
    }

    Optional<Order> find() {
        return db.sql("select ordered_at, ordered_by, ordered_at > cast(:started as timestamptz) from drain")
                .param("started", startedAt)
                .query((row, n) -> new Order(row.getTimestamp(1).toInstant(), row.getString(2), row.getBoolean(3)))
                .optional();
    }

    /** Over all replicas. */
    long turnsRunning() {
        return db.sql("select count(*) from turn where lease_until > clock_timestamp()")
                .query(Long.class)
                .single();
    }
}
