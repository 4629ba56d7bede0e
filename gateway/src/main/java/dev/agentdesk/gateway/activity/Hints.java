package dev.agentdesk.gateway.activity;

import dev.agentdesk.gateway.visibility.Visible;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.Wakeup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;

/**
 * The hints that were told, by position, for watchers on any replica.
 *
 * <p>A watcher pulls by its own position and is woken by signals, so none is missed. Of what was told before the oldest
 * remembered one it hears that everything may have changed.
 */
public final class Hints implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Hints.class);

    /** One answer; whoever gets as many asks again. */
    public static final int BATCH = 500;

    private final JdbcClient db;
    private final Wakeup wakeup;
    private final Semaphore signals = new Semaphore(0);
    private Runnable unregister = () -> {};
    private long head;
    private volatile boolean running;

    Hints(JdbcClient db, Wakeup wakeup) {
        this.db = db;
        this.wakeup = wakeup;
    }

    /** A hint and where it stands. */
    public record Told(long position, Hint hint) {}

    /** The position of the newest hint, whoever may see it. */
    public long head() {
        return db.sql("select coalesce(max(position), 0) from hint")
                .query(Long.class)
                .single();
    }

    /** What that principal may hear of, after that position, oldest first; at most {@link #BATCH}. */
    public List<Told> after(long position, Collection<String> topics, Principal principal) {
        if (forgotten(position)) {
            long now = head();
            return topics.stream()
                    .map(topic -> new Told(now, new Hint(topic, Hint.EVERYTHING, null)))
                    .toList();
        }
        var sql = db.sql("select s.position, s.topic, s.id, s.version from hint s where s.position > :position"
                + " and s.topic = any(:topics) and " + Visible.CONDITION + " order by s.position limit " + BATCH);
        return Visible.to(principal, sql)
                .param("position", position)
                .param("topics", topics.toArray(String[]::new))
                .query(Hints::told)
                .list();
    }

    /** Waits until there is something after that position, or the time is over; answers the newest position. */
    public synchronized long await(long position, long millis) throws InterruptedException {
        if (head <= position) {
            wait(millis);
        }
        return head;
    }

    private boolean forgotten(long position) {
        return db.sql(
                        "select not exists (select 1 from hint where position <= :next)"
                                + " and exists (select 1 from hint) or :position > (select coalesce(max(position), 0) from hint)")
                .param("next", position + 1)
                .param("position", position)
                .query(Boolean.class)
                .single();
    }

    private static Told told(ResultSet row, int number) throws SQLException {
        long version = row.getLong("version");
        var known = row.wasNull() ? null : version;
        return new Told(row.getLong("position"), new Hint(row.getString("topic"), row.getString("id"), known));
    }

    @Override
    public void start() {
        running = true;
        unregister = wakeup.onSignal(signals::release);
        Thread.ofPlatform().daemon().name("hints").start(this::follow);
    }

    /** One question for all watchers of this replica. */
    private void follow() {
        try {
            while (running) {
                signals.acquire();
                signals.drainPermits();
                try {
                    advance(head());
                } catch (DataAccessException | TransactionException away) {
                    LOG.debug("hints can't be read for now: {}", away.toString());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void advance(long newest) {
        if (newest > head) {
            head = newest;
            notifyAll();
        }
    }

    @Override
    public void stop() {
        running = false;
        unregister.run();
        signals.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
