package dev.agentdesk.terminal.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.service.RunningService;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A viewer of a terminal over a real WebSocket, which keeps everything it is sent and answers nothing by itself. Its
 * output is what belongs to the terminal's output; a snapshot replaces it.
 */
public final class Watcher implements WebSocket.Listener, AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream snapshot = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final AtomicLong offset = new AtomicLong();
    private final long pauseMillis;
    private volatile boolean acknowledging;
    private volatile boolean reading = true;
    private volatile long snapshotLeft;
    private volatile int closeCode;
    private WebSocket socket;

    private Watcher(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    public static final Principal ADMIN =
            new Principal("usr_00000000000000000000000001", "user", "admin", "admin", List.of("admin"), null, null);

    /** With a fresh ticket. */
    public static Watcher join(Terminal terminal, String id, String mode) {
        return attach(terminal, id, ticket(terminal, id, mode), ADMIN, 0);
    }

    public static String ticket(Terminal terminal, String id, String mode) {
        var answer = terminal.admin().post("/api/v1/terminals/" + id + "/tickets", "{\"mode\":\"" + mode + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().path("ticket").asString();
    }

    /** @param pauseMillis between two frames */
    public static Watcher attach(Terminal terminal, String id, String ticket, Principal who, long pauseMillis) {
        var watcher = new Watcher(pauseMillis);
        var uri = URI.create(
                "ws://127.0.0.1:" + terminal.service().port() + "/api/v1/terminals/" + id + "/attach?ticket=" + ticket);
        watcher.socket = HTTP.newWebSocketBuilder()
                .header("Authorization", "Bearer " + RunningService.token("gateway", who))
                .subprotocols("agentdesk.terminal.v1")
                .buildAsync(uri, watcher)
                .join();
        return watcher;
    }

    /** Takes no more frames until {@link #readOn()}. */
    public void stopReading() {
        reading = false;
    }

    public void readOn() {
        reading = true;
        socket.request(1);
    }

    public Watcher acknowledging() {
        acknowledging = true;
        return this;
    }

    public void send(Map<String, Object> message) {
        socket.sendText(JsonMapper.shared().writeValueAsString(message), true).join();
    }

    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    public void type(String keys) {
        socket.sendBinary(ByteBuffer.wrap(keys.getBytes(StandardCharsets.UTF_8)), true)
                .join();
    }

    public List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    public List<String> kinds() {
        return messages.stream().map(message -> message.path("t").asString()).toList();
    }

    public JsonNode first(String kind) {
        Awaitility.await(kind).atMost(SOON).until(() -> kinds().contains(kind));
        return messages.stream()
                .filter(m -> m.path("t").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    public JsonNode last(String kind) {
        return messages.stream()
                .filter(m -> m.path("t").asString().equals(kind))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    public Watcher live() {
        first("live");
        return this;
    }

    /** The bytes since the last snapshot or the beginning. */
    public synchronized byte[] output() {
        return output.toByteArray();
    }

    public synchronized byte[] snapshot() {
        return snapshot.toByteArray();
    }

    /** The offset up to which it has everything. */
    public long offset() {
        return offset.get();
    }

    public void sees(String expected) {
        Awaitility.await(expected).atMost(SOON).until(() -> all().contains(expected));
    }

    /** Snapshot and output as text. */
    public synchronized String all() {
        return snapshot.toString(StandardCharsets.UTF_8) + output.toString(StandardCharsets.UTF_8);
    }

    public int closed() {
        Awaitility.await("closed").atMost(SOON).until(() -> closeCode != 0);
        return closeCode;
    }

    public boolean isOpen() {
        return closeCode == 0;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            take(JsonMapper.shared().readTree(text.toString()));
            text.setLength(0);
        }
        next(from);
        return null;
    }

    private void take(JsonNode message) {
        if (message.path("t").asString().equals("snapshot")) {
            synchronized (this) {
                output.reset();
                snapshot.reset();
            }
            offset.set(message.path("offset").asLong());
            snapshotLeft = message.path("bytes").asLong();
        }
        messages.add(message);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        if (snapshotLeft > 0) {
            synchronized (this) {
                snapshot.writeBytes(bytes);
            }
            snapshotLeft -= bytes.length;
        } else {
            synchronized (this) {
                output.writeBytes(bytes);
            }
            long now = offset.addAndGet(bytes.length);
            if (acknowledging) {
                from.sendText("{\"t\":\"ack\",\"offset\":" + now + "}", true);
            }
        }
        next(from);
        return null;
    }

    private void next(WebSocket from) {
        if (!reading) {
            return;
        }
        if (pauseMillis == 0) {
            from.request(1);
        } else {
            java.util.concurrent.CompletableFuture.delayedExecutor(
                            pauseMillis, java.util.concurrent.TimeUnit.MILLISECONDS)
                    .execute(() -> from.request(1));
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closeCode = code;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closeCode = closeCode == 0 ? 1006 : closeCode;
    }

    @Override
    public void close() {
        socket.abort();
        closeCode = closeCode == 0 ? 1006 : closeCode;
    }
}
