package dev.agentdesk.gateway.connection;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What is open at this moment on this replica, by the credential that opened it.
 *
 * <p>Ending is final and happens at most once per connection; it is called from other threads than the one that serves
 * the connection.
 */
public final class OpenConnections {

    /** Stands for no credential, as with a sender of webhooks: nobody can revoke what nobody was asked for. */
    public static final String NOBODY = "";

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Clock clock;

    public OpenConnections(Clock clock) {
        this.clock = clock;
    }

    /** Remembers a connection until it is closed; {@code end} must be quick and callable from any thread. */
    public Connection add(String credentialId, Consumer<WhyEnded> end) {
        var connection = new Connection(this, credentialId, end, clock.instant());
        open.add(connection);
        return connection;
    }

    /** The credentials that hold something open. */
    public Set<String> credentials() {
        var ids = new HashSet<String>();
        open.forEach(connection -> ids.add(connection.credentialId));
        ids.remove(NOBODY);
        return ids;
    }

    /** Ends what those credentials hold open. */
    public void endOf(Predicate<String> credential) {
        open.stream().filter(each -> credential.test(each.credentialId)).forEach(each -> each.end(WhyEnded.NO_RIGHT));
    }

    /** Ends the answers and streams that have not moved a byte for that long. */
    public void endSilent(Duration limit) {
        var oldest = clock.instant().minus(limit);
        open.stream().filter(each -> each.isSilentSince(oldest)).forEach(each -> each.end(WhyEnded.SILENT));
    }

    /** Ends what would not end by itself: this replica stops. */
    public void endEndless() {
        open.stream().filter(each -> each.endless).forEach(each -> each.end(WhyEnded.STOPPING));
    }

    public int size() {
        return open.size();
    }

    /** One open connection; closing it forgets it and guarantees that it will not be ended afterwards. */
    public static final class Connection implements AutoCloseable {

        private final OpenConnections all;
        private final String credentialId;
        private final Consumer<WhyEnded> end;
        private volatile Instant lastMove;
        private volatile boolean moving;
        private volatile boolean endless;
        private boolean closed;

        private Connection(OpenConnections all, String credentialId, Consumer<WhyEnded> end, Instant now) {
            this.all = all;
            this.credentialId = credentialId;
            this.end = end;
            this.lastMove = now;
        }

        /** Something went through; from the first time on it may not fall silent. */
        public void moved() {
            lastMove = all.clock.instant();
            moving = true;
        }

        /** It is a stream or tunnel: it does not end by itself, but with the replica. */
        public void endless() {
            moved();
            endless = true;
        }

        private boolean isSilentSince(Instant instant) {
            return moving && lastMove.isBefore(instant);
        }

        private void end(WhyEnded why) {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
                end.accept(why);
            }
            all.open.remove(this);
        }

        @Override
        public void close() {
            synchronized (this) {
                closed = true;
            }
            all.open.remove(this);
        }
    }
}
