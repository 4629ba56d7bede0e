package dev.agentdesk.session.stream;

import dev.agentdesk.testkit.service.ApiClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a stream of server-sent events byte by byte, as far as it is told to. */
final class SseReader implements AutoCloseable {

    /** One whole event as it came. */
    record Event(long id, String type, String data) {}

    private final InputStream in;
    private final int status;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SseReader(int status, InputStream in) {
        this.status = status;
        this.in = in;
    }

    static SseReader open(ApiClient api, String path, String... headers) {
        var request = api.request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            var answer = api.http().send(request.GET().build(), HttpResponse.BodyHandlers.ofInputStream());
            return new SseReader(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return status;
    }

    String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Reads at most that many bytes more; fewer only at the end. */
    SseReader read(int count) {
        try {
            bytes.write(in.readNBytes(count));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until an event of that seq is whole. */
    SseReader until(long seq) {
        while (events().stream().noneMatch(it -> it.id() >= seq)) {
            try {
                int next = in.read();
                if (next < 0) {
                    return this;
                }
                bytes.write(next);
                bytes.write(in.readNBytes(in.available()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** The events that arrived whole; what was cut off is not one. */
    List<Event> events() {
        var events = new ArrayList<Event>();
        var text = text();
        int end = text.lastIndexOf("\n\n");
        if (end < 0) {
            return events;
        }
        for (var block : text.substring(0, end).split("\n\n")) {
            if (block.startsWith("id: ")) {
                var lines = block.split("\n", 3);
                events.add(
                        new Event(Long.parseLong(lines[0].substring(4)), lines[1].substring(7), lines[2].substring(6)));
            }
        }
        return events;
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
