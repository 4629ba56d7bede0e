package dev.agentdesk.gateway.stream;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.connection.OpenConnections.Connection;
import dev.agentdesk.gateway.connection.WhyEnded;
import dev.agentdesk.kit.feed.SseWire;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what the topics put, on the thread that serves the request. Each frame carries the cursor behind it, so that
 * whatever was cut off is sent again and nothing twice.
 */
final class BrowserStream {

    /** A replica that stops has gone after this; all browsers at once would be a flood. */
    private static final long RECONNECT_MS = 1_000;

    private record Bye(String code, long reconnectAfterMs) {}

    private final StreamCursor cursor;
    private final Outbox outbox;
    private final List<LogReader> logs;
    private final JsonMapper json;
    private volatile @Nullable WhyEnded ended;

    BrowserStream(StreamCursor cursor, Outbox outbox, List<LogReader> logs, JsonMapper json) {
        this.cursor = cursor;
        this.outbox = outbox;
        this.logs = logs;
        this.json = json;
    }

    /** From another thread. */
    void end(WhyEnded why) {
        ended = why;
        outbox.close();
    }

    /** @param hintTopics the topics that are up to date from the start */
    void write(HttpServletResponse response, Connection connection, List<String> hintTopics) throws IOException {
        var out = response.getOutputStream();
        for (var topic : hintTopics) {
            frame(out, "caught_up", Map.of("topic", topic));
        }
        response.flushBuffer();
        try {
            while (ended == null) {
                var news = outbox.take(SseWire.HEARTBEAT_MS);
                for (var each : news) {
                    write(out, each);
                }
                if (news.isEmpty()) {
                    SseWire.heartbeat(response);
                    logs.forEach(LogReader::watch);
                }
                response.flushBuffer();
                connection.moved();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        bye(out);
        response.flushBuffer();
    }

    private void write(ServletOutputStream out, News news) throws IOException {
        switch (news) {
            case News.Logged it -> logged(out, it);
            case News.Hinted it -> {
                cursor.seenHints(it.told().position());
                frame(out, "hint", it.told().hint());
            }
            case News.CaughtUp it -> {
                cursor.seen(it.topic(), it.seq());
                frame(out, "caught_up", it);
            }
            case News.Refused it -> {
                cursor.forget(it.topic());
                frame(out, "topic_refused", it);
            }
        }
    }

    /** The envelope goes on as it came; the topic becomes its first member. */
    private void logged(ServletOutputStream out, News.Logged news) throws IOException {
        if (news.seq() != 0) {
            cursor.seen(news.topic(), news.seq());
            text(out, "id: " + cursor.text() + "\n");
        }
        text(out, "event: " + news.type() + "\ndata: {\"topic\":\"" + news.topic() + "\"");
        var envelope = news.envelope();
        boolean empty = envelope.length <= 2;
        text(out, empty ? "" : ",");
        out.write(envelope, 1, envelope.length - 1);
        text(out, "\n\n");
    }

    private void frame(ServletOutputStream out, String event, Object data) throws IOException {
        text(out, "id: " + cursor.text() + "\nevent: " + event + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    private void bye(ServletOutputStream out) throws IOException {
        boolean noRight = ended == WhyEnded.NO_RIGHT;
        var code = noRight ? ProblemCode.UNAUTHENTICATED : ProblemCode.UNAVAILABLE;
        frame(out, "bye", new Bye(code.code(), noRight ? 0 : RECONNECT_MS));
    }

    private static void text(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
