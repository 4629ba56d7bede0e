package dev.agentdesk.session.stream;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the Sessions that somebody on this replica watches: one tailer, woken by the store's signals.
 *
 * <p>A signal that is lost only delays; the order and the completeness come from the store's sequence.
 */
final class Feeds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    /** One batch of a long history. */
    static final int BATCH = 500;

    private final EventPages pages;
    private final JdbcClient db;
    private final JsonMapper json;
    private final Wakeup wakeup;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final Semaphore signals = new Semaphore(0);
    private Runnable unregister = () -> {};
    private volatile boolean running;

    Feeds(EventLog log, JdbcClient db, JsonMapper json, Wakeup wakeup) {
        this.pages = new EventPages(log, db);
        this.db = db;
        this.json = json;
        this.wakeup = wakeup;
    }

    Feed enter(String sessionId) {
        return feeds.compute(sessionId, (id, known) -> {
            var feed = known == null ? new Feed(pages.lastSeq(id)) : known;
            feed.enter();
            return feed;
        });
    }

    void leave(String sessionId) {
        feeds.computeIfPresent(sessionId, (id, feed) -> feed.leave() ? null : feed);
    }

    /** Frames out of the store, for watchers that are behind. */
    List<Frame> stored(String sessionId, long next) {
        return pages.after(sessionId, next - 1, BATCH, List.of()).stream()
                .map(it -> Frame.of(it, json))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        unregister = wakeup.onSignal(signals::release);
        Thread.ofPlatform().daemon().name("session-tailer").start(this::tail);
    }

    private void tail() {
        while (running) {
            try {
                signals.acquire();
                signals.drainPermits();
                if (!feeds.isEmpty()) {
                    follow();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("sessions can't be followed for now: {}", e.toString());
            }
        }
    }

    private void follow() {
        db.sql("select session_id, last_seq from session_overview where session_id in (:ids)")
                .param("ids", List.copyOf(feeds.keySet()))
                .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .forEach(it -> advance(it.getKey(), it.getValue()));
    }

    private void advance(String sessionId, long lastSeq) {
        var feed = feeds.get(sessionId);
        while (feed != null && feed.head() < lastSeq) {
            var frames = stored(sessionId, feed.head() + 1);
            if (frames.isEmpty()) {
                return;
            }
            feed.add(frames);
        }
    }

    @Override
    public void stop() {
        running = false;
        unregister.run();
        signals.release();
        feeds.values().forEach(Feed::close);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stopped before the web server waits for its requests: streams would never end by themselves. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
