package dev.agentdesk.session.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.session.Desk;
import dev.agentdesk.testkit.service.RunningService;
import dev.agentdesk.testkit.service.SseReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What watchers see: all of it, once, in order, on any replica, however often they are cut off. */
class StreamIT {

    private static final int CUTS = 200;

    /** Together more than a connection takes that nobody reads from. */
    private static final int MESSAGES = 8;

    private static final int MESSAGE_BYTES = 900_000;

    private static Desk desk;
    private static RunningService other;

    @BeforeAll
    static void start() {
        desk = new Desk();
        other = desk.replica(Map.of("agentdesk.runner.enabled", "false"));
    }

    @AfterAll
    static void stop() {
        desk.close();
    }

    @Test
    void aStreamCutAtRandomBytesAndResumedIsTheLog() {
        var session = desk.open(desk.workspace(), "/run hang cut");
        var random = new Random(7);
        var seen = new TreeMap<Long, String>();
        var writer = CompletableFuture.runAsync(() -> IntStream.range(0, 40).forEach(i -> {
            desk.say(session, "/run step" + i);
            desk.neighbours.release("end");
        }));
        long cursor = 0;
        for (int cut = 0; cut < CUTS; cut++) {
            var api = (cut % 2 == 0 ? desk.service() : other).admin();
            var path = "/api/v1/sessions/" + session + "/events/stream";
            var resume = cut % 3 == 0 ? new String[] {"Last-Event-ID", Long.toString(cursor)} : new String[] {};
            try (var reader = SseReader.open(api, cut % 3 == 0 ? path : path + "?after=" + cursor, resume)) {
                assertThat(reader.status()).isEqualTo(200);
                reader.read(available(session, cursor, random));
                for (var event : reader.events()) {
                    assertThat(event.seq()).isEqualTo(cursor + 1);
                    assertThat(seen.put(event.seq(), event.type())).isNull();
                    cursor = event.seq();
                }
            }
        }
        writer.join();
        desk.awaitStatus(session, "idle");
        var log = desk.events(session);
        try (var rest =
                SseReader.open(other.admin(), "/api/v1/sessions/" + session + "/events/stream?after=" + cursor)) {
            rest.until(log.size()).events().forEach(it -> seen.put(it.seq(), it.type()));
        }
        assertThat(new ArrayList<>(seen.values()))
                .isEqualTo(log.stream().map(it -> it.path("type").asString()).toList());
        assertThat(seen.lastKey()).isEqualTo(log.size());
    }

    /** A number of bytes that will certainly come: some of the frames that are there, cut anywhere. */
    private static int available(String session, long cursor, Random random) {
        long head = desk.session(session).path("last_seq").asLong();
        return head <= cursor ? 13 : 13 + random.nextInt((int) Math.min(4_000, 250 * (head - cursor)));
    }

    @Test
    void aWatcherSeesTheEventsAsTheyHappenOnEitherReplica() {
        var session = desk.open(desk.workspace(), "/run hang live");
        await().atMost(Duration.ofSeconds(60)).until(() -> desk.types(session).contains("span.tool_started"));
        try (var here = SseReader.open(desk.api(), "/api/v1/sessions/" + session + "/events/stream?after=0");
                var there = SseReader.open(other.admin(), "/api/v1/sessions/" + session + "/events/stream?after=0")) {
            desk.neighbours.release("end");
            desk.awaitStatus(session, "idle");
            var log = desk.events(session);
            var a = here.until(log.size()).events();
            var b = there.until(log.size()).events();
            assertThat(a).isEqualTo(b).hasSize(log.size());
            assertThat(here.text()).startsWith("retry: 2000\n\n");
            JsonNode last = json(a.getLast().data());
            assertThat(last.path("type").asString()).isEqualTo("session.status_idle");
            assertThat(last.path("stop_reason").path("type").asString()).isEqualTo("end_turn");
        }
    }

    private static JsonNode json(String text) {
        return JsonConfiguration.apiJson().readTree(text);
    }

    @Test
    void refusesACursorBeyondTheHead() {
        var session = desk.open(desk.workspace(), "hello");
        desk.awaitStatus(session, "idle");
        var path = "/api/v1/sessions/" + session + "/events/stream";
        var beyond = desk.api().get(path + "?after=1000");
        assertThat(beyond.status()).isEqualTo(409);
        assertThat(beyond.code()).isEqualTo("beyond-head");
        assertThat(beyond.json().path("current").path("last_seq").asLong()).isPositive();
        assertThat(desk.api().get(path, "Last-Event-ID", "x").status()).isEqualTo(400);
        assertThat(desk.api().get(path + "?after=-1").status()).isEqualTo(400);
        assertThat(desk.api().get(path + "?after=x").status()).isEqualTo(400);
    }

    @Test
    void aWatcherThatDoesNotReadIsCutAndTheWriterDoesNotNotice() throws Exception {
        var session = desk.open(desk.workspace(), "hello");
        for (int i = 0; i < MESSAGES; i++) {
            assertThat(desk.say(session, "x".repeat(MESSAGE_BYTES)).status()).isEqualTo(202);
        }
        desk.awaitStatus(session, "idle");
        var token = desk.api()
                .request("/")
                .GET()
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        try (var slow =
                new Socket(InetAddress.getLoopbackAddress(), desk.service().port())) {
            slow.setReceiveBufferSize(4096);
            slow.getOutputStream()
                    .write(("GET /api/v1/sessions/" + session
                                    + "/events/stream?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: "
                                    + token + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var begun = System.nanoTime();
            desk.say(session, "/run quick");
            desk.awaitStatus(session, "idle");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(9));
            var open = desk.service().bean(StreamEndpoint.class);
            await().atMost(Duration.ofSeconds(40)).until(() -> open.watching() == 0);
        }
    }

    @Test
    void onePrincipalOpensAtMostFiftyStreams() {
        var session = desk.open(desk.workspace(), "hello");
        desk.awaitStatus(session, "idle");
        var open = desk.service().bean(StreamEndpoint.class);
        await().atMost(Duration.ofSeconds(40)).until(() -> open.watching() == 0);
        var readers = new ArrayList<SseReader>();
        var path = "/api/v1/sessions/" + session + "/events/stream?after=0";
        try {
            for (int i = 0; i < 50; i++) {
                readers.add(SseReader.open(desk.api(), path));
            }
            assertThat(readers).allMatch(it -> it.status() == 200);
            assertThat(desk.api().get(path).status()).isEqualTo(429);
        } finally {
            readers.forEach(SseReader::close);
        }
    }
}
