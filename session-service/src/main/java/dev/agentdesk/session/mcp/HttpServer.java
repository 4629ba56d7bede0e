package dev.agentdesk.session.mcp;

import dev.agentdesk.kit.egress.EgressStream;
import dev.agentdesk.kit.mcp.McpMessages;
import dev.agentdesk.session.model.SseLines;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An MCP server on the web, over streamable HTTP; only at addresses that anybody may call. A server that has forgotten
 * the session is greeted anew, once per request. Thread-safe.
 */
final class HttpServer {

    private static final int LARGEST = 16 * 1024 * 1024;
    private static final String SESSION = "mcp-session-id";
    private static final int FORGOTTEN = 404;

    private final EgressStream out;
    private final JsonMapper json;
    private final URI address;
    private final Map<String, String> headers;
    private final AtomicLong ids = new AtomicLong();
    private @Nullable Greeted greeted;

    private record Greeted(@Nullable String session, String revision) {}

    private record Said(
            int status,
            Map<String, String> headers,
            @Nullable JsonNode message) {}

    HttpServer(EgressStream out, JsonMapper json, URI address, Map<String, String> headers) {
        this.out = out;
        this.json = json;
        this.address = address;
        this.headers = headers;
    }

    /** The whole answer, a result or an error. */
    JsonNode ask(String method, Map<String, ?> params, Duration most, CompletableFuture<Void> stopped)
            throws IOException {
        var until = CompletableFuture.anyOf(
                        stopped,
                        new CompletableFuture<Void>().completeOnTimeout(null, most.toMillis(), TimeUnit.MILLISECONDS))
                .<Void>thenApply(it -> null);
        long id = ids.incrementAndGet();
        var request = McpMessages.request(id, method, params);
        var said = post(request, id, greeted(until), until);
        if (said.status() == FORGOTTEN) {
            forget();
            said = post(request, id, greeted(until), until);
        }
        return whole(said);
    }

    private synchronized void forget() {
        greeted = null;
    }

    private synchronized Greeted greeted(CompletableFuture<Void> until) throws IOException {
        var known = greeted;
        if (known != null) {
            return known;
        }
        long id = ids.incrementAndGet();
        var said = post(McpMessages.initialize(id), id, new Greeted(null, McpMessages.REVISION), until);
        var revision = whole(said).path("result").path("protocolVersion").asString("");
        if (revision.isEmpty()) {
            throw new IOException("it does not speak the protocol");
        }
        var now = new Greeted(said.headers().get(SESSION), revision);
        post(McpMessages.initialized(), -1, now, until);
        greeted = now;
        return now;
    }

    private static JsonNode whole(Said said) throws IOException {
        if (said.status() / 100 != 2) {
            throw new IOException("it answered with the status " + said.status());
        }
        if (said.message() == null) {
            throw new IOException("its answer broke off");
        }
        return said.message();
    }

    private Said post(Map<String, Object> message, long id, Greeted greeted, CompletableFuture<Void> until)
            throws IOException {
        var with = new HashMap<>(headers);
        with.put("Accept", "application/json, text/event-stream");
        with.put("Content-Type", "application/json");
        with.put("MCP-Protocol-Version", greeted.revision());
        if (greeted.session() != null) {
            with.put("Mcp-Session-Id", greeted.session());
        }
        try {
            return out.post(
                    address,
                    with,
                    json.writeValueAsBytes(message),
                    false,
                    until,
                    (head, body) -> new Said(head.status(), head.headers(), id < 0 ? null : read(head, body, id)));
        } catch (JacksonException e) {
            throw new IOException("its answer is no JSON", e);
        } catch (IOException e) {
            throw until.isDone() ? new IOException("it did not answer in time", e) : e;
        }
    }

    private @Nullable JsonNode read(EgressStream.Head head, InputStream body, long id) throws IOException {
        if (head.status() / 100 != 2) {
            return null;
        }
        if (!head.headers().getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return json.readTree(body.readNBytes(LARGEST));
        }
        var events = new SseLines(body);
        for (var data = events.next(); data != null; data = events.next()) {
            var message = data.isBlank() ? null : json.readTree(data);
            if (message != null && !message.has("method") && message.path("id").asLong(-1) == id) {
                return message;
            }
        }
        return null;
    }
}
