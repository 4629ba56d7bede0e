package dev.agentdesk.kit.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * All events in the order of their commits, for streaming processors; wakes them instead of being polled.
 *
 * <p>The store is asked only after a signal that found a new highest index, so an idle service costs one tiny query per
 * half second.
 */
public final class EventTail implements StreamableMessageSource<TrackedEventMessage<?>> {

    private final EventEngine engine;
    private final JdbcClient jdbc;
    private final Wakeup wakeup;

    /** Grows with every signal that found something new; streams compare it with what they have seen. */
    private final AtomicLong news = new AtomicLong(1);

    /**
     * A late commit can fill a gap below the highest index, which the highest index does not show; its own signal does.
     * Should that signal be lost, streams look anyway after this many ticks.
     */
    private static final int TICKS_BETWEEN_LOOKS = 10;

    private long highest = -1;
    private int ticks;

    EventTail(EventEngine engine, JdbcClient jdbc, Wakeup wakeup) {
        this.engine = engine;
        this.jdbc = jdbc;
        this.wakeup = wakeup;
        wakeup.onSignal(this::look);
    }

    private synchronized void look(boolean certain) {
        if (certain || ++ticks % TICKS_BETWEEN_LOOKS == 0) {
            news.incrementAndGet();
            return;
        }
        long now = head();
        if (now != highest) {
            highest = now;
            news.incrementAndGet();
        }
    }

    /** The newest global index; for lag figures, never a cursor. */
    public long head() {
        return jdbc.sql("select coalesce(max(global_index), 0) from domain_event")
                .query(Long.class)
                .single();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        return new Tailing(token);
    }

    @Override
    public @Nullable TrackingToken createTailToken() {
        return null;
    }

    @Override
    public TrackingToken createHeadToken() {
        return engine.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant at) {
        return engine.createTokenAt(at);
    }

    /** One reader's position. Used by one thread at a time. */
    private final class Tailing implements BlockingStream<TrackedEventMessage<?>> {

        private final Queue<TrackedEventMessage<?>> ready = new ArrayDeque<>();
        private @Nullable TrackingToken position;
        private long seen;
        private Runnable unregister = () -> {};

        Tailing(@Nullable TrackingToken start) {
            this.position = start;
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return hasNextAvailable() ? Optional.ofNullable(ready.peek()) : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable() {
            if (ready.isEmpty()) {
                fetch();
            }
            return !ready.isEmpty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return hasNextAvailable();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            if (!hasNextAvailable()) {
                throw new IllegalStateException("ask hasNextAvailable first");
            }
            return ready.remove();
        }

        /** A full batch may have more behind it; a short one is the end until there are news. */
        private void fetch() {
            long newest = news.get();
            if (seen == newest) {
                return;
            }
            try (var events = engine.readEvents(position, false)) {
                events.limit(EventEngine.BATCH).forEach(ready::add);
            }
            if (ready.size() < EventEngine.BATCH) {
                seen = newest;
            }
            for (var event : ready) {
                position = event.trackingToken();
            }
        }

        @Override
        public boolean setOnAvailableCallback(Runnable callback) {
            unregister.run();
            var told = new AtomicLong();
            unregister = wakeup.onSignal(() -> {
                long newest = news.get();
                if (told.getAndSet(newest) != newest) {
                    callback.run();
                }
            });
            return true;
        }

        @Override
        public void close() {
            unregister.run();
        }
    }
}
