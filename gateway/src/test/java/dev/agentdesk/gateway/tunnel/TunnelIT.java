package dev.agentdesk.gateway.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.PlayedTerminals;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TunnelIT {

    private static final String ATTACH = "/api/v1/terminals/trm_1/attach?ticket=a%20b&x=%2B";

    private static PlayedTerminals terminals;
    private static Map<String, Object> database;
    private static RunningGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        terminals = new PlayedTerminals();
        database = ServiceProperties.of("gateway");
        gateway = before(terminals.url(), "2s");
        token = gateway.token();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        terminals.close();
    }

    @AfterEach
    void leavesNothingOpen() {
        await().until(() -> gateway.bean(OpenConnections.class).size() == 0 && PlayedTerminals.OPEN.isEmpty());
    }

    @Test
    void carriesTextAndBytesBothWays() throws Exception {
        var viewer = new Viewer();
        var socket = attach(gateway, token, viewer);
        socket.sendText("hello", true).join();
        assertThat(viewer.next()).isEqualTo("hello");
        var bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 7);
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        assertThat(viewer.next()).isEqualTo("100000 bytes");
        assertThat(socket.getSubprotocol()).isEqualTo(PlayedTerminals.SUBPROTOCOL);
        assertThat(PlayedTerminals.QUERIES.getLast()).isEqualTo("ticket=a%20b&x=%2B");
        socket.sendClose(4001, "done").join();
        await().until(() -> PlayedTerminals.CLOSED.stream()
                .anyMatch(reason -> reason.getCloseCode().getCode() == 4001
                        && reason.getReasonPhrase().equals("done")));
    }

    @Test
    void carriesTheServicesReasonToClose() throws Exception {
        var viewer = new Viewer();
        attach(gateway, token, viewer).sendText("close", true).join();
        assertThat(viewer.next()).isEqualTo("closed 4409 taken over");
    }

    @Test
    void vouchesForTheCallerAndDropsWhatItClaims() throws Exception {
        var socket = builder()
                .header("Authorization", "Bearer " + token)
                .header("Cookie", "a=b")
                .header("Origin", "http://127.0.0.1:" + gateway.port())
                .header("X-Agentdesk-Depth", "0")
                .header("X-Forwarded-For", "6.6.6.6")
                .buildAsync(uri(gateway), new Viewer())
                .join();
        var headers = PlayedTerminals.HANDSHAKES.getLast();
        assertThat(headers.keySet().stream().map(String::toLowerCase))
                .doesNotContain("cookie", "origin", "x-agentdesk-depth");
        assertThat(headers.get("authorization")).singleElement().asString().startsWith("Bearer ey");
        assertThat(headers.get("x-forwarded-for")).containsExactly("127.0.0.1");
        socket.abort();
    }

    @Test
    void refusesWhoIsNotKnown() {
        assertThat(refused(builder())).isEqualTo(401);
        assertThat(refused(builder().header("Authorization", "Bearer adk_wrong")))
                .isEqualTo(401);
    }

    @Test
    void refusesPagesOfOtherOrigins() {
        for (String origin : new String[] {"https://evil.example", "null", "http://localhost:1"}) {
            var known = builder().header("Authorization", "Bearer " + token);
            assertThat(refused(known.header("Origin", origin))).isEqualTo(403);
        }
    }

    @Test
    void wantsAWebSocket() {
        assertThat(gateway.with(token).get(ATTACH).code()).isEqualTo("upgrade-required");
        assertThat(gateway.with(token).post(ATTACH, "{}").code()).isEqualTo("method-not-allowed");
    }

    @Test
    void passesTheServicesRefusalAndSaysThatItIsAway() {
        var service = new PlayedService();
        try (var strict = before(service.url(), "2s")) {
            service.answers(404, "application/problem+json", "{}");
            assertThat(refusedBy(strict)).isEqualTo(404);
            service.answers(200, "text/plain", "no WebSocket here");
            assertThat(refusedBy(strict)).isEqualTo(502);
            service.close();
            assertThat(refusedBy(strict)).isEqualTo(503);
        } finally {
            service.close();
        }
    }

    @Test
    void endsWhenTheClientIsCut() throws Exception {
        var socket = attach(gateway, token, new Viewer());
        await().until(() -> PlayedTerminals.OPEN.size() == 1);
        socket.abort();
        await().atMost(Duration.ofSeconds(2)).until(PlayedTerminals.OPEN::isEmpty);
    }

    @Test
    void endsWhenTheClientStopsReading() throws Exception {
        try (var client = rawAttach()) {
            await().until(() -> PlayedTerminals.OPEN.size() == 1);
            client.getOutputStream().write(masked("flood"));
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> gateway.bean(OpenConnections.class).size() == 0);
            await().until(PlayedTerminals.OPEN::isEmpty);
        }
    }

    @Test
    void endsWhenTheClientFallsSilent() throws Exception {
        try (var client = rawAttach()) {
            await().until(() -> PlayedTerminals.OPEN.size() == 1);
            await().atMost(Duration.ofSeconds(60)).until(PlayedTerminals.OPEN::isEmpty);
            assertThat(client.isClosed()).isFalse();
        }
    }

    @Test
    void endsEverywhereWithinFiveSecondsWhenTheTokenIsRevoked() throws Exception {
        var more = Map.<String, Object>of("agentdesk.tunnel.timeout", "60s", "agentdesk.node-id", "b");
        try (var replica = RunningGateway.with(database, terminals.url(), more)) {
            var admin = gateway.admin();
            var made = admin.post("/api/v1/service-tokens", "{\"name\":\"x\",\"scopes\":[\"terminals:drive\"]}")
                    .json();
            var viewer = new Viewer();
            attach(replica, made.path("token").asString(), viewer);
            await().until(() -> PlayedTerminals.OPEN.size() == 1);
            admin.delete("/api/v1/service-tokens/" + made.path("id").asString());
            await().atMost(Duration.ofSeconds(5)).until(PlayedTerminals.OPEN::isEmpty);
            assertThat(viewer.next()).isEqualTo("closed 4403 revoked");
        }
    }

    @Test
    void endsWhenTheGatewayStops() throws Exception {
        var stopping = before(terminals.url(), "60s");
        var viewer = new Viewer();
        attach(stopping, token, viewer);
        await().until(() -> PlayedTerminals.OPEN.size() == 1);
        stopping.close();
        assertThat(viewer.next()).isEqualTo("closed 1012 restart");
        await().atMost(Duration.ofSeconds(2)).until(PlayedTerminals.OPEN::isEmpty);
    }

    private static RunningGateway before(String service, String timeout) {
        return RunningGateway.with(database, service, Map.of("agentdesk.tunnel.timeout", timeout));
    }

    private static WebSocket attach(RunningGateway gateway, String token, Viewer viewer) {
        return builder()
                .header("Authorization", "Bearer " + token)
                .subprotocols(PlayedTerminals.SUBPROTOCOL)
                .buildAsync(uri(gateway), viewer)
                .join();
    }

    private static WebSocket.Builder builder() {
        return HttpClient.newHttpClient().newWebSocketBuilder();
    }

    private static URI uri(RunningGateway gateway) {
        return URI.create("ws://127.0.0.1:" + gateway.port() + ATTACH);
    }

    private static int refusedBy(RunningGateway gateway) {
        return refused(builder().header("Authorization", "Bearer " + token), gateway);
    }

    private static int refused(WebSocket.Builder attempt) {
        return refused(attempt, gateway);
    }

    private static int refused(WebSocket.Builder attempt, RunningGateway gateway) {
        try {
            attempt.buildAsync(uri(gateway), new Viewer()).join().abort();
            return 101;
        } catch (CompletionException e) {
            var answer = ((WebSocketHandshakeException) e.getCause()).getResponse();
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            return answer.statusCode();
        }
    }

    private static Socket rawAttach() throws IOException {
        var socket = new Socket("127.0.0.1", gateway.port());
        socket.getOutputStream()
                .write(("GET " + ATTACH + " HTTP/1.1\r\nHost: localhost:" + gateway.port()
                                + "\r\nAuthorization: Bearer "
                                + token
                                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** A text frame of a client, with a mask of zeros. */
    private static byte[] masked(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(6 + bytes.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | bytes.length))
                .putInt(0)
                .put(bytes)
                .array();
    }

    /** Remembers what came, frames put together. */
    private static final class Viewer implements WebSocket.Listener {

        private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        String next() throws InterruptedException {
            return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                seen.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
            bytes += part.remaining();
            if (last) {
                seen.add(bytes + " bytes");
                bytes = 0;
            }
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            seen.add("closed " + code + " " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            seen.add("closed by " + error);
        }
    }
}
