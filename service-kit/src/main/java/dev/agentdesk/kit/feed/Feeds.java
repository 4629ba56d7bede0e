package dev.agentdesk.kit.feed;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows the logs that somebody on this replica watches: one tailer, woken by the store's signals.
 *
 * <p>A signal that is lost only delays; the order and the completeness come from the store's sequence.
 */
public final class Feeds implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    /** One batch of a long history. */
    static final int BATCH = 500;

    private final String name;
    private final EventLog log;
    private final PublicForms forms;
    private final EventPages pages;
    private final JsonMapper json;
    private final Wakeup wakeup;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final Semaphore signals = new Semaphore(0);
    private Runnable unregister = () -> {};
    private volatile boolean running;

    /** @param name of what is watched, for threads and logs */
    public Feeds(String name, EventLog log, PublicForms forms, JsonMapper json, Wakeup wakeup) {
        this.name = name;
        this.log = log;
        this.forms = forms;
        this.pages = new EventPages(log, forms);
        this.json = json;
        this.wakeup = wakeup;
    }

    long lastSeq(String aggregateId) {
        return log.lastSeq(aggregateId);
    }

    Feed enter(String aggregateId) {
        return feeds.compute(aggregateId, (id, known) -> {
            var feed = known == null ? new Feed(log.lastSeq(id)) : known;
            feed.enter();
            return feed;
        });
    }

    /** A frame that is not of the log and has no id. */
    public record Preview(String type, Map<String, Object> data) {

        byte[] bytes(JsonMapper json) {
            var text = "event: " + type + "\ndata: " + json.writeValueAsString(data) + "\n\n";
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Shows something that is not stored to those who watch on this replica now and want to see such. */
    public void preview(String aggregateId, String type, Map<String, Object> data) {
        var feed = feeds.get(aggregateId);
        if (feed != null) {
            feed.preview(new Preview(type, data).bytes(json));
        }
    }

    byte[] bytes(Preview preview) {
        return preview.bytes(json);
    }

    void leave(String aggregateId) {
        feeds.computeIfPresent(aggregateId, (id, feed) -> feed.leave() ? null : feed);
    }

    /** Frames out of the store, for watchers that are behind. */
    List<Frame> stored(String aggregateId, long next) {
        return pages.after(aggregateId, next - 1, BATCH, List.of()).stream()
                .map(it -> Frame.of(it, forms, json))
                .toList();
    }

    @Override
    public void start() {
        running = true;
        unregister = wakeup.onSignal(signals::release);
        Thread.ofPlatform().daemon().name(name + "-tailer").start(this::tail);
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
                LOG.warn("{} can't be followed for now: {}", name, e.toString());
            }
        }
    }

    private void follow() {
        log.lastSeqs(List.copyOf(feeds.keySet())).forEach(this::advance);
    }

    private void advance(String aggregateId, long lastSeq) {
        var feed = feeds.get(aggregateId);
        while (feed != null && feed.head() < lastSeq) {
            var frames = stored(aggregateId, feed.head() + 1);
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
