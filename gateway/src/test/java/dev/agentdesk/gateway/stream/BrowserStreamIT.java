package dev.agentdesk.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.gateway.running.PlayedLogs;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.PublishedFacts;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.SseReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a browser sees of many topics: each log whole, once and in order, whatever breaks in between. */
@Timeout(90)
class BrowserStreamIT {

    private static final AtomicInteger IDS = new AtomicInteger();
    private static final Duration PROMISED = Duration.ofSeconds(5);

    /**
     * Of both logs at their end, and the fewest bytes of one on the wire: whoever waits for fewer does not wait long.
     */
    private static final int EVENTS = 200;

    private static final int SMALLEST = 100;

    private static PlayedLogs logs;
    private static PlayedService service;
    private static RunningGateway gateway;
    private static RunningGateway replica;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        logs = new PlayedLogs();
        var database = ServiceProperties.of("gateway");
        gateway = RunningGateway.with(database, service.url(), Map.of("agentdesk.node-id", "a"));
        replica = RunningGateway.with(database, service.url(), Map.of("agentdesk.node-id", "b"));
        admin = gateway.admin();
    }

    @AfterAll
    static void stop() {
        logs.away(true);
        replica.close();
        gateway.close();
        service.close();
    }

    @BeforeEach
    void playLogs() {
        logs.away(false);
        logs.cutAfter(0);
        service.answers((PlayedService.Streaming) BrowserStreamIT::answer);
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/internal/workspaces/")) {
            var id = path.substring("/internal/workspaces/".length());
            var owner = id.endsWith("z") ? "usr_other" : "usr_owner";
            PlayedService.reply(
                    exchange,
                    200,
                    "application/json",
                    "{\"id\":\"" + id + "\",\"slug\":\"desk\",\"principal_id\":\"wsp_1\",\"owner\":\"" + owner
                            + "\",\"visibility\":\"private\",\"grants\":[],\"deleted\":false}");
        } else {
            logs.handle(exchange);
        }
    }

    @Test
    void twoLogsCutAtRandomBytesOnBothSidesAreTheLogs() {
        var session = log("ses", 60);
        var workspace = log("wrk", 20);
        logs.cutAfter(1_500);
        var writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 60; i++) {
                logs.append(session);
                logs.append(workspace);
            }
        });
        var path = path("session:" + session + "@0", "workspace:" + workspace + "@0");
        var seen = Map.<String, List<String>>of(session, new ArrayList<>(), workspace, new ArrayList<>());
        var random = new Random(11);
        String cursor = null;
        for (int missing = EVENTS; missing > 10; missing = EVENTS - seen(seen)) {
            int cut = random.nextInt(2_000);
            var api = (cut % 2 == 0 ? gateway : replica).admin();
            try (var stream =
                    cursor == null ? SseReader.open(api, path) : SseReader.open(api, path, "Last-Event-ID", cursor)) {
                assertThat(stream.status()).isEqualTo(200);
                stream.read(20 + Math.min(cut, missing * SMALLEST));
                cursor = remember(stream, seen, cursor);
            }
        }
        writer.join();
        logs.cutAfter(0);
        try (var stream = SseReader.open(admin, path, "Last-Event-ID", String.valueOf(cursor))) {
            while (!complete(seen)) {
                int before = stream.events().size();
                stream.until(count(before + 1));
                assertThat(stream.over()).isFalse();
                for (var event : stream.events().subList(before, stream.events().size())) {
                    remember(event, seen);
                }
            }
        }
        assertThat(seen.get(session)).isEqualTo(logs.events(session));
        assertThat(seen.get(workspace)).isEqualTo(logs.events(workspace));
    }

    private static int seen(Map<String, List<String>> seen) {
        return seen.values().stream().mapToInt(List::size).sum();
    }

    private static java.util.function.Predicate<SseReader.Event> count(int wanted) {
        var seen = new AtomicInteger();
        return event -> seen.incrementAndGet() >= wanted;
    }

    private static boolean complete(Map<String, List<String>> seen) {
        return seen.entrySet().stream()
                .allMatch(it -> it.getValue().size() == logs.events(it.getKey()).size());
    }

    private static @org.jspecify.annotations.Nullable String remember(
            SseReader stream, Map<String, List<String>> seen, @org.jspecify.annotations.Nullable String before) {
        var cursor = before;
        for (var event : stream.events()) {
            remember(event, seen);
            cursor = event.id();
        }
        return cursor;
    }

    /** The envelope as the service wrote it, the topic taken out again. */
    private static void remember(SseReader.Event event, Map<String, List<String>> seen) {
        if (event.type().equals("agent.message")) {
            var topic = json(event).path("topic").asString();
            var member = "\"topic\":\"" + topic + "\",";
            seen.get(topic.substring(topic.indexOf(':') + 1)).add(event.data().replace(member, ""));
        }
    }

    @Test
    void aServiceThatGoesAndComesBackLeavesNoGap() {
        var session = log("ses", 5);
        try (var stream = SseReader.open(admin, path("session:" + session + "@0"))) {
            stream.until(ofType("caught_up"));
            logs.away(true);
            await().until(() -> logs.watchers(session) == 0);
            for (int i = 0; i < 5; i++) {
                logs.append(session);
            }
            logs.away(false);
            stream.until(event -> event.data().contains("\"seq\":10"));
            assertThat(seqs(stream)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        }
    }

    @Test
    void beginsAtThePresentAndSaysWhereThatIs() {
        var session = log("ses", 7);
        try (var stream = SseReader.open(admin, path("session:" + session))) {
            stream.until(ofType("caught_up"));
            var caughtUp = json(stream.events().getLast());
            assertThat(caughtUp.path("topic").asString()).isEqualTo("session:" + session);
            assertThat(caughtUp.path("seq").asLong()).isEqualTo(7);
            logs.append(session);
            stream.until(ofType("agent.message"));
            assertThat(seqs(stream)).containsExactly(8L);
            assertThat(stream.text()).startsWith("retry: 2000\n\n");
        }
    }

    @Test
    void saysWhenThePastOfALogIsComplete() {
        var session = log("ses", 300);
        try (var stream = SseReader.open(admin, path("session:" + session + "@290"))) {
            stream.until(ofType("caught_up"));
            assertThat(seqs(stream)).hasSize(10).startsWith(291L).endsWith(300L);
        }
    }

    @Test
    void refusesATopicAndGoesOnWithTheOthers() {
        var session = log("ses", 1);
        var hidden = id("ses");
        try (var stream = SseReader.open(
                admin, path("session:" + hidden, "session:" + session + "@0", "workspace:" + log("wrk", 2) + "@9"))) {
            stream.until(count(4));
            assertThat(stream.events().stream()
                            .filter(it -> it.type().equals("topic_refused"))
                            .map(SseReader.Event::data))
                    .containsExactlyInAnyOrder(
                            "{\"topic\":\"session:" + hidden + "\",\"code\":\"not-found\"}",
                            stream.events().stream()
                                    .map(SseReader.Event::data)
                                    .filter(it -> it.contains("beyond-head"))
                                    .findFirst()
                                    .orElseThrow());
            assertThat(seqs(stream)).containsExactly(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?topics=", "?topics=nothing", "?topics=session:ses_1"})
    void refusesTopicsThatCantBe(String query) {
        assertThat(admin.get("/api/v1/stream" + query).code()).isEqualTo("invalid-request");
    }

    @Test
    void refusesMoreThanTwentyTopicsAndACursorThatIsNoneOfOurs() {
        var many = new ArrayList<String>();
        for (int i = 0; i < 21; i++) {
            many.add("session:" + id("ses"));
        }
        var answer = admin.get(path(many.toArray(String[]::new)));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("?topics");
        assertThat(admin.get("/api/v1/stream?topics=inbox", "Last-Event-ID", "412")
                        .status())
                .isEqualTo(400);
        assertThat(gateway.anonymous().get("/api/v1/stream?topics=inbox").status())
                .isEqualTo(401);
    }

    @Test
    void saysGoodbyeWhenTheTokenIsRevoked() {
        var made = admin.post("/api/v1/service-tokens", "{\"name\":\"x\",\"scopes\":[\"sessions:read\"]}")
                .json();
        var session = log("ses", 1);
        var client = replica.with(made.path("token").asString());
        try (var stream = SseReader.open(client, path("session:" + session + "@0", "inbox", "workspaces"))) {
            stream.until(ofType("agent.message"));
            assertThat(stream.text()).contains("{\"topic\":\"workspaces\",\"code\":\"forbidden\"}");
            admin.delete("/api/v1/service-tokens/" + made.path("id").asString());
            assertThat(CompletableFuture.supplyAsync(stream::toTheEnd)).succeedsWithin(PROMISED);
            var bye = stream.events().getLast();
            assertThat(bye.type()).isEqualTo("bye");
            assertThat(json(bye).path("code").asString()).isEqualTo("unauthenticated");
        }
        await().until(() -> logs.watchers(session) == 0);
    }

    @Test
    void saysGoodbyeWhenTheReplicaStops() {
        var stopping = RunningGateway.with(ServiceProperties.of("gateway"), service.url(), Map.of());
        var stream = SseReader.open(stopping.admin(), path("inbox"));
        stream.until(ofType("caught_up"));
        var ended = CompletableFuture.supplyAsync(stream::toTheEnd);
        stopping.close();
        assertThat(ended).succeedsWithin(PROMISED);
        assertThat(json(stream.events().getLast()).path("code").asString()).isEqualTo("unavailable");
    }

    @Test
    void aBrowserThatDoesNotReadIsCutAndHoldsLittle() throws Exception {
        var session = log("ses", 100_000);
        try (var slow = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
            slow.setReceiveBufferSize(4096);
            slow.getOutputStream()
                    .write(("GET " + path("session:" + session + "@0") + " HTTP/1.1\r\nHost: 127.0.0.1:"
                                    + gateway.port() + "\r\nAuthorization: Bearer " + gateway.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> logs.watchers(session) == 1);
            await().atMost(Duration.ofSeconds(40)).until(() -> logs.watchers(session) == 0);
        }
    }

    @Test
    void onePrincipalOpensAtMostFiftyStreams() {
        var token = gateway.with(gateway.token("sessions:read"));
        var streams = new ArrayList<SseReader>();
        try {
            for (int i = 0; i < 50; i++) {
                streams.add(SseReader.open(token, "/api/v1/stream?topics=inbox"));
            }
            assertThat(streams).allMatch(it -> it.status() == 200);
            assertThat(token.get("/api/v1/stream?topics=inbox").status()).isEqualTo(429);
        } finally {
            streams.forEach(SseReader::close);
        }
    }

    @Test
    void hintsAtWhatTheCallerMaySeeOnEveryReplicaAndAfterAReconnect() {
        var workspace = id("wrk");
        var approval = id("apr");
        var limited = admin.post(
                        "/api/v1/service-tokens",
                        "{\"name\":\"x\",\"scopes\":[\"sessions:read\",\"workspaces:read\"],\"workspace_ids\":[\""
                                + id("wrk") + "\"]}")
                .json();
        try (var facts = new PublishedFacts();
                var here = SseReader.open(
                        admin, path("inbox", "workspaces", "sessions:" + workspace, "terminals:" + workspace));
                var there = SseReader.open(replica.admin(), path("inbox"));
                var elsewhere =
                        SseReader.open(replica.with(limited.path("token").asString()), path("inbox", "workspaces"))) {
            here.until(count(4));
            facts.tell(
                    Topics.SESSION,
                    "session.v1.ApprovalRequested",
                    id("ses"),
                    workspace,
                    Map.of("approval_id", approval, "session_id", "ses_1", "workspace_id", workspace, "kind", "tool"));
            there.until(ofType("hint"));
            assertThat(json(there.events().getLast()).path("id").asString()).isEqualTo(approval);
            facts.tell(
                    Topics.ENVIRONMENT,
                    "environment.v1.TerminalOpened",
                    id("trm"),
                    workspace,
                    Map.of("terminal_id", id("trm"), "workspace_id", workspace));
            here.until(event -> event.data().contains("terminals:" + workspace)
                    && event.type().equals("hint"));
            facts.tell(
                    Topics.WORKSPACE,
                    "workspace.v1.StatusChanged",
                    workspace,
                    workspace,
                    Map.of("workspace_id", workspace, "status", "running", "generation", 1));
            here.until(event -> event.data().contains(workspace + "\",\"version\":3"));
            var hints = here.events().stream()
                    .filter(it -> it.type().equals("hint"))
                    .map(it -> json(it).path("topic").asString())
                    .toList();
            assertThat(hints)
                    .containsExactlyInAnyOrder(
                            "sessions:" + workspace, "inbox", "workspaces", "terminals:" + workspace, "workspaces");
            assertThat(json(here.events().getLast()).path("version").asLong()).isEqualTo(3);

            var cursor = there.events().getFirst().id();
            try (var again = SseReader.open(admin, path("inbox"), "Last-Event-ID", cursor)) {
                again.until(ofType("hint"));
                assertThat(json(again.events().getLast()).path("id").asString()).isEqualTo(approval);
            }
            elsewhere.until(count(2));
            assertThat(elsewhere.text()).doesNotContain("hint");
        }
    }

    private static String path(String... topics) {
        return "/api/v1/stream?topics=" + String.join(",", topics);
    }

    private static java.util.function.Predicate<SseReader.Event> ofType(String type) {
        return event -> event.type().equals(type);
    }

    private static List<Long> seqs(SseReader stream) {
        return stream.events().stream()
                .filter(ofType("agent.message"))
                .map(it -> json(it).path("seq").asLong())
                .toList();
    }

    private static JsonNode json(SseReader.Event event) {
        return JsonConfiguration.apiJson().readTree(event.data());
    }

    private static String log(String prefix, int events) {
        var id = id(prefix);
        logs.make(id, events);
        return id;
    }

    private static String id(String prefix) {
        return Ids.derive(prefix, Instant.EPOCH, "stream", Integer.toString(IDS.incrementAndGet()));
    }
}
