package dev.agentdesk.gateway.stream;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.gateway.asking.CallersRights;
import dev.agentdesk.kit.feed.LiveLog;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Follows one log at its service, on a thread of its own, until the stream ends or the service refuses.
 *
 * <p>A connection that is lost or falls silent is opened again behind the last event that was put; so every event is
 * put once and in order, whatever restarts in between.
 */
final class LogReader implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration BEGINS = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 5_000;

    private final Topic topic;
    private final CallersRights services;
    private final Asker asker;
    private final Outbox outbox;
    private final JsonMapper json;
    private @Nullable Long seen;
    private boolean caughtUp;
    private volatile long lastSign = System.nanoTime();
    private volatile @Nullable InputStream open;

    /** @param seen the last {@code seq} that the browser has; null: none before the present */
    LogReader(Topic topic, @Nullable Long seen, CallersRights services, Asker asker, Outbox outbox, JsonMapper json) {
        this.topic = topic;
        this.seen = seen;
        this.services = services;
        this.asker = asker;
        this.outbox = outbox;
        this.json = json;
    }

    @Override
    public void run() {
        long pause = FIRST_PAUSE_MS;
        try {
            while (!outbox.closed()) {
                var before = seen;
                try {
                    if (!follow()) {
                        return;
                    }
                } catch (IOException lost) {
                    LOG.debug("{} is lost for now: {}", topic.name(), lost.toString());
                }
                pause = before != null && before.equals(seen) ? Math.min(pause * 2, LONGEST_PAUSE_MS) : FIRST_PAUSE_MS;
                outbox.awaitClosed(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From another thread: a connection that says nothing any more is given up and opened again. */
    void watch() {
        if (System.nanoTime() - lastSign > SILENCE.toNanos()) {
            hangUp();
        }
    }

    /** From another thread: ends the connection, so that rights are asked for anew or nobody reads any more. */
    void hangUp() {
        var stream = open;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.debug("{} was gone already: {}", topic.name(), e.toString());
            }
        }
    }

    /** False: there is nothing more to come. */
    private boolean follow() throws IOException, InterruptedException {
        var path = topic.path() + "?previews=true" + (seen == null ? "" : "&after=" + seen);
        lastSign = System.nanoTime();
        var answer = services.get(topic.service(), path, asker, headers(), BEGINS);
        try (var body = answer.body()) {
            open = body;
            return answer.statusCode() == 200 ? read(answer) : refused(answer);
        } finally {
            open = null;
        }
    }

    private static Map<String, String> headers() {
        return new HashMap<>(Map.of(LiveLog.COUNTED, "gateway", "Accept", "text/event-stream"));
    }

    private boolean read(HttpResponse<InputStream> answer) throws IOException, InterruptedException {
        long head = answer.headers().firstValueAsLong(LiveLog.HEAD).orElse(0);
        if (seen == null) {
            seen = head;
        }
        var frames = new SseParser(answer.body(), () -> lastSign = System.nanoTime());
        if (!tellCaughtUp(head)) {
            return false;
        }
        for (var frame = frames.next(); frame != null; frame = frames.next()) {
            if (frame.id() != 0 && frame.id() <= seen) {
                continue;
            }
            if (!outbox.put(new News.Logged(topic.name(), frame.id(), frame.event(), frame.data()))) {
                return false;
            }
            if (frame.id() != 0) {
                seen = frame.id();
                if (!tellCaughtUp(head)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean tellCaughtUp(long head) throws InterruptedException {
        if (!caughtUp && seen != null && seen >= head) {
            caughtUp = true;
            return outbox.put(new News.CaughtUp(topic.name(), seen));
        }
        return true;
    }

    /** What may pass is tried again; what was refused stays refused. */
    private boolean refused(HttpResponse<InputStream> answer) throws IOException, InterruptedException {
        int status = answer.statusCode();
        if (status >= 500 || status == 429 || status == 401) {
            throw new IOException("answered " + status);
        }
        outbox.put(new News.Refused(topic.name(), code(answer)));
        return false;
    }

    private String code(HttpResponse<InputStream> answer) throws IOException {
        try {
            return json.readTree(answer.body().readNBytes(65_536)).path("code").asString(ProblemCode.NOT_FOUND.code());
        } catch (JacksonException e) {
            return ProblemCode.UPSTREAM_FAILED.code();
        }
    }
}
