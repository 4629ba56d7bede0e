package dev.agentdesk.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The main job started by webhooks through the public port, among senders that mean no good. */
class WebhookIT {

    private static final String SECRET = "the-secret-of-the-repository";
    private static final int COPIES = 20;
    private static final int DRIPPING = 200;

    private static PlatformProcess platform;
    private static Journey journey;

    @BeforeAll
    static void start() {
        platform = SharedPlatform.get();
        journey = new Journey(platform.api());
    }

    @Test
    void twentyCopiesOfAPushOpenOneSessionPerRoute() throws Exception {
        var first = journey.createWorkspace("Doctor");
        var second = journey.createWorkspace("Reviewer");
        var door = connector();
        route(door, first, Journey.bash("echo {{body.ref}} >> seen.txt"));
        route(door, second, "Look at it.");

        var answers = atOnce(() -> push(door, "72d3162e", "{\"ref\":\"refs/heads/main\"}", SECRET));

        assertThat(answers)
                .allSatisfy(it -> assertThat(it.status()).as(it.text()).isEqualTo(202));
        assertThat(answers.stream().map(it -> it.json().path("delivery_id").asString()))
                .hasSize(COPIES);
        assertThat(answers.stream()
                        .map(it -> it.json().path("delivery_id").asString())
                        .distinct())
                .hasSize(1);
        for (var workspace : List.of(first, second)) {
            await().atMost(Journey.SOON)
                    .until(() -> !journey.sessionsOf(workspace).isEmpty());
            assertThat(journey.sessionsOf(workspace)).hasSize(1);
        }
        var session = journey.sessionsOf(first).getFirst().path("id").asString();
        journey.awaitStatus(session, "idle");
        assertThat(journey.file(first, "seen.txt")).isEqualTo("refs/heads/main\n");
    }

    @Test
    void sendsASignedSampleThroughThePublicDoor() {
        var door = connector();

        var tested = journey.api().post("/api/v1/connectors/" + door + "/test", null);

        assertThat(tested.status()).as(tested.text()).isEqualTo(200);
        assertThat(tested.json().path("status").asInt()).isEqualTo(202);
        var delivery = journey.api()
                .get("/api/v1/deliveries/" + tested.json().path("delivery_id").asString());
        assertThat(delivery.json().path("event").path("type").asString()).isEqualTo("agentdesk.test");
    }

    @Test
    void letsAGoodSenderThroughWithinASecondWhileManyDrip() throws Exception {
        var door = connector();
        var dripping = new ArrayList<Socket>();
        try {
            for (int n = 0; n < DRIPPING; n++) {
                dripping.add(beginning(door));
            }
            assertThat(push(door, "warm-up", "{}", SECRET).status()).isEqualTo(202);
            long began = System.nanoTime();
            assertThat(push(door, "good", "{}", SECRET).status()).isEqualTo(202);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));

            var slow = dripping.getFirst();
            slow.setSoTimeout(25_000);
            var answer = new String(slow.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 408");
        } finally {
            for (var socket : dripping) {
                socket.close();
            }
        }
        await().atMost(Journey.SOON).until(() -> reasons(door).contains("too-slow"));
        // In a flood only some are kept one by one, so what is refused next is looked for at another door.
        var quiet = connector();
        assertThat(push(quiet, "large", "\"" + "x".repeat(3 * 1024 * 1024) + "\"", SECRET)
                        .status())
                .isEqualTo(413);
        assertThat(push(quiet, "forged", "{}", "another-secret").status()).isEqualTo(401);
        assertThat(reasons(quiet)).contains("too-large", "wrong-signature");
    }

    /** A request that announces more than it sends. */
    private static Socket beginning(String door) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), platform.port());
        var head = "POST /hooks/" + door + " HTTP/1.1\r\nHost: localhost:" + platform.port()
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static List<String> reasons(String door) {
        return journey.api()
                .get("/api/v1/connectors/" + door + "/rejections?limit=200")
                .json()
                .path("data")
                .valueStream()
                .map(it -> it.path("reason").asString())
                .toList();
    }

    private static String connector() {
        return journey.made(
                "/api/v1/connectors",
                Map.of("kind", "webhook", "name", "GitHub", "scheme", "github", "secrets", List.of(SECRET)));
    }

    private static void route(String door, String workspace, String prompt) {
        journey.made(
                "/api/v1/connectors/" + door + "/routes",
                Map.of(
                        "name",
                        "pushes",
                        "filter",
                        "event.type == \"push\"",
                        "prompt",
                        prompt,
                        "workspace_id",
                        workspace));
    }

    private static Answer push(String door, String id, String body, String secret) {
        return ApiClient.of(platform.port(), () -> "")
                .post(
                        "/hooks/" + door + "/main",
                        body,
                        "X-GitHub-Event",
                        "push",
                        "X-GitHub-Delivery",
                        id,
                        "X-Hub-Signature-256",
                        "sha256=" + hmac(body, secret));
    }

    private static String hmac(String body, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Answer> atOnce(java.util.concurrent.Callable<Answer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var future : threads.invokeAll(
                    IntStream.range(0, COPIES).mapToObj(n -> call).toList())) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
