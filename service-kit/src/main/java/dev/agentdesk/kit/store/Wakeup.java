package dev.agentdesk.kit.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.SmartLifecycle;

/**
 * Tells everyone who waits for events that there may be new ones: once, at once, after a commit in this process, within
 * about 5 ms after a commit in another replica (PostgreSQL {@code NOTIFY}), and every 500 ms in any case.
 *
 * <p>A signal is a hint: it may come without news and two may become one; a lost one only delays. Listeners are called
 * on a thread of this class and must return at once. {@code NOTIFY} is never sent inside an append: it takes a
 * database-wide lock there and costs more than half of the throughput.
 */
public final class Wakeup implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Wakeup.class);

    /** A burst of commits is told to other replicas once per this time. */
    private static final int NOTIFY_AT_MOST_EVERY_MS = 5;

    /** How long a lost signal can delay anybody. */
    private static final int SAFETY_NET_MS = 500;

    private final DataSourceProperties database;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore localCommits = new Semaphore(0);
    private final Semaphore toNotify = new Semaphore(0);
    private volatile boolean running;

    /** Our own news come back too; everybody here has been told of them already. */
    private volatile int ownNotifier;

    public Wakeup(DataSourceProperties database) {
        this.database = database;
    }

    /** Is told of every signal; {@code certain} unless it is only the clock that ticked. */
    @FunctionalInterface
    interface Listener {

        void signalled(boolean certain);
    }

    /** Registers a listener; running the answer takes it back. Listeners are called in the order of registration. */
    public Runnable onSignal(Runnable listener) {
        return onSignal(certain -> listener.run());
    }

    Runnable onSignal(Listener listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** To be called after a commit of anything that others wait for. */
    public void committed() {
        localCommits.release();
        toNotify.release();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("wakeup-local").start(this::signalLocally);
        Thread.ofPlatform().daemon().name("wakeup-notify").start(this::notifyOthers);
        Thread.ofPlatform().daemon().name("wakeup-listen").start(this::listenToOthers);
    }

    private void signalLocally() {
        try {
            while (running) {
                boolean woken = localCommits.tryAcquire(SAFETY_NET_MS, TimeUnit.MILLISECONDS);
                if (woken) {
                    localCommits.drainPermits();
                }
                signal(woken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void notifyOthers() {
        while (running) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                ownNotifier = connection.unwrap(PGConnection.class).getBackendPID();
                while (running) {
                    if (toNotify.tryAcquire(1, TimeUnit.SECONDS)) {
                        toNotify.drainPermits();
                        statement.execute("notify agentdesk_events");
                        TimeUnit.MILLISECONDS.sleep(NOTIFY_AT_MOST_EVERY_MS);
                    }
                }
            } catch (SQLException e) {
                backOff(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void listenToOthers() {
        while (running) {
            try (var connection = connect();
                    var statement = connection.createStatement()) {
                statement.execute("listen agentdesk_events");
                signal(true);
                var notifications = connection.unwrap(PGConnection.class);
                while (running) {
                    var received = notifications.getNotifications(SAFETY_NET_MS);
                    if (received != null && Stream.of(received).anyMatch(it -> it.getPID() != ownNotifier)) {
                        signal(true);
                    }
                }
            } catch (SQLException e) {
                backOff(e);
            }
        }
    }

    private void signal(boolean certain) {
        for (var listener : listeners) {
            try {
                listener.signalled(certain);
            } catch (RuntimeException e) {
                LOG.warn("a listener for new events failed", e);
            }
        }
    }

    /** Connections of its own: LISTEN needs one that stays, and the pool is for requests. */
    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                database.determineUrl(), database.determineUsername(), database.determinePassword());
    }

    private void backOff(SQLException e) {
        if (!running) {
            return;
        }
        LOG.debug("no connection for wake-ups, trying again", e);
        try {
            TimeUnit.MILLISECONDS.sleep(SAFETY_NET_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
        localCommits.release();
        toNotify.release();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before everything that waits for events, and after it when stopping. */
    @Override
    public int getPhase() {
        return 0;
    }
}
