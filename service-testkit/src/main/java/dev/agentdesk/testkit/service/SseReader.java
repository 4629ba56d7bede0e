package dev.agentdesk.testkit.service;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a stream of server-sent events byte by byte, as far as it is told to. */
public final class SseReader implements AutoCloseable {

    /** One whole event as it came; the id is empty where it has none. */
    public record Event(String id, String type, String data) {

        public long seq() {
            return Long.parseLong(id);
        }
    }

    private final InputStream in;
    private final HttpResponse<InputStream> answer;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Event> events = new ArrayList<>();
    private int parsed;
    private boolean over;

    private SseReader(HttpResponse<InputStream> answer) {
        this.answer = answer;
        this.in = answer.body();
    }

    public static SseReader open(ApiClient api, String path, String... headers) {
        var request = api.request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return new SseReader(api.http().send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    /** All that came, marks and halves included. */
    public String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Whether the server has ended the stream. */
    public boolean over() {
        return over;
    }

    /** Reads at most that many bytes more; fewer only at the end. */
    public SseReader read(int count) {
        try {
            bytes.write(in.readNBytes(count));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until an event of that seq is whole. */
    public SseReader until(long seq) {
        return until(event -> !event.id().isEmpty() && event.seq() >= seq);
    }

    /** Reads until such an event is whole, or the stream is over. */
    public SseReader until(Predicate<Event> wanted) {
        int seen = 0;
        while (true) {
            for (var all = events(); seen < all.size(); seen++) {
                if (wanted.test(all.get(seen))) {
                    return this;
                }
            }
            if (!more()) {
                return this;
            }
        }
    }

    /** Reads until the server ends the stream. */
    public SseReader toTheEnd() {
        while (more()) {
            continue;
        }
        return this;
    }

    private boolean more() {
        try {
            int next = in.read();
            if (next < 0) {
                over = true;
                return false;
            }
            bytes.write(next);
            bytes.write(in.readNBytes(in.available()));
            return true;
        } catch (IOException cut) {
            over = true;
            return false;
        }
    }

    /** The events that arrived whole; what was cut off is not one. */
    public List<Event> events() {
        var text = text();
        for (int end = text.indexOf("\n\n", parsed); end >= 0; end = text.indexOf("\n\n", parsed)) {
            var event = event(text.substring(parsed, end));
            if (event != null) {
                events.add(event);
            }
            parsed = end + 2;
        }
        return List.copyOf(events);
    }

    private static @Nullable Event event(String block) {
        String id = "";
        String type = "message";
        String data = null;
        for (var line : block.split("\n")) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                type = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
        return data == null ? null : new Event(id, type, data);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
