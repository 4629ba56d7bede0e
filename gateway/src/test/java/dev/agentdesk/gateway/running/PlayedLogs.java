package dev.agentdesk.gateway.running;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Logs of Sessions and Workspaces as services stream them, cut off at random bytes if told so, and away if told so. Ids
 * that have no log are refused with 404.
 */
public final class PlayedLogs implements PlayedService.Streaming {

    private static final class Log {
        private final List<String> events = new ArrayList<>();
        private final AtomicInteger watchers = new AtomicInteger();
    }

    private final Map<String, Log> logs = new ConcurrentHashMap<>();
    private final Random random = new Random(3);
    private volatile int cutAfter;
    private volatile boolean away;

    /** Makes a log with so many events. */
    public void make(String id, int events) {
        logs.put(id, new Log());
        for (int i = 0; i < events; i++) {
            append(id);
        }
    }

    public void append(String id) {
        var log = log(id);
        synchronized (log) {
            int seq = log.events.size() + 1;
            log.events.add("{\"id\":\"evt_" + id + seq + "\",\"seq\":" + seq + ",\"type\":\"agent.message\",\"text\":\""
                    + "ä".repeat(seq % 50) + "\"}");
            log.notifyAll();
        }
    }

    /** The log as it stands. */
    public List<String> events(String id) {
        var log = log(id);
        synchronized (log) {
            return List.copyOf(log.events);
        }
    }

    /** From now on each connection ends after at most so many bytes; 0: none does. */
    public void cutAfter(int bytes) {
        cutAfter = bytes;
    }

    /** Ends all connections and refuses new ones, until told otherwise. */
    public void away(boolean gone) {
        away = gone;
        logs.values().forEach(log -> {
            synchronized (log) {
                log.notifyAll();
            }
        });
    }

    /** How many follow that log. */
    public int watchers(String id) {
        return log(id).watchers.get();
    }

    private Log log(String id) {
        return java.util.Objects.requireNonNull(logs.get(id), id);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        var id = exchange.getRequestURI().getPath().split("/")[4];
        var log = logs.get(id);
        if (away) {
            PlayedService.reply(exchange, 503, "application/problem+json", "{\"code\":\"unavailable\"}");
        } else if (log == null) {
            PlayedService.reply(exchange, 404, "application/problem+json", "{\"code\":\"not-found\"}");
        } else {
            log.watchers.incrementAndGet();
            try (exchange) {
                stream(exchange, log);
            } finally {
                log.watchers.decrementAndGet();
            }
        }
    }

    private void stream(HttpExchange exchange, Log log) throws IOException {
        int head = size(log);
        int next = after(exchange, head);
        if (next > head) {
            PlayedService.reply(exchange, 409, "application/problem+json", "{\"code\":\"beyond-head\"}");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("X-Agentdesk-Head", Integer.toString(head));
        exchange.sendResponseHeaders(200, 0);
        var out = exchange.getResponseBody();
        out.write("retry: 2000\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
        int left = cutAfter == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(cutAfter);
        while (!away) {
            var event = next(log, next);
            var frame =
                    event == null ? ": \n\n" : "id: " + (next + 1) + "\nevent: agent.message\ndata: " + event + "\n\n";
            next += event == null ? 0 : 1;
            var bytes = frame.getBytes(StandardCharsets.UTF_8);
            out.write(bytes, 0, Math.min(bytes.length, left));
            out.flush();
            left -= bytes.length;
            if (left <= 0) {
                return;
            }
        }
    }

    private static int after(HttpExchange exchange, int head) {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        int at = query.indexOf("after=");
        return at < 0 ? head : Integer.parseInt(query.substring(at + "after=".length()));
    }

    private static int size(Log log) {
        synchronized (log) {
            return log.events.size();
        }
    }

    private static @org.jspecify.annotations.Nullable String next(Log log, int index) throws IOException {
        synchronized (log) {
            if (log.events.size() <= index) {
                try {
                    log.wait(200);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
            return log.events.size() <= index ? null : log.events.get(index);
        }
    }
}
