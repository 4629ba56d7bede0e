package dev.agentdesk.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.ApiClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is open when the right to it goes: at most five seconds later it is not open any more, on any replica. */
class RevocationIT {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    private static PlayedService service;
    private static RunningGateway gateway;
    private static RunningGateway replica;
    private static ApiClient admin;
    private static final AtomicInteger streaming = new AtomicInteger();

    @BeforeAll
    static void start() {
        service = new PlayedService();
        var database = ServiceProperties.of("gateway");
        gateway = RunningGateway.with(database, service.url(), Map.of("agentdesk.node-id", "a"));
        replica = RunningGateway.with(database, service.url(), Map.of("agentdesk.node-id", "b"));
        admin = gateway.admin();
    }

    @AfterAll
    static void stop() {
        replica.close();
        gateway.close();
        service.close();
    }

    @Test
    void endsAStreamOnTheSameReplica() throws Exception {
        endsAStreamOn(gateway);
    }

    @Test
    void endsAStreamOnAnotherReplica() throws Exception {
        endsAStreamOn(replica);
    }

    private static void endsAStreamOn(RunningGateway serving) throws Exception {
        service.answers(RevocationIT::streamForEver);
        var made = makeToken();
        var stream = open(serving.with(made.path("token").asString()));
        var other = open(serving.with(gateway.token()));
        assertThat(stream.read()).isPositive();
        revoke(made);
        var ended = CompletableFuture.supplyAsync(() -> readToTheEnd(stream));
        assertThat(ended).succeedsWithin(PROMISED);
        assertThat(other.read()).isPositive();
        other.close();
        await().untilAtomic(streaming, org.hamcrest.Matchers.is(0));
    }

    @Test
    void endsALongPoll() throws Exception {
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        service.answers(exchange -> {
            begun.countDown();
            awaitLatch(release);
            exchange.close();
        });
        var made = makeToken();
        var client = replica.with(made.path("token").asString());
        var poll = CompletableFuture.supplyAsync(
                () -> client.post("/api/v1/workspaces/x/sessions?wait=PT1M", "{\"message\":\"x\"}"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        revoke(made);
        assertThat(poll).succeedsWithin(PROMISED);
        assertThat(poll.join().status()).isEqualTo(401);
        release.countDown();
    }

    @Test
    void endsAStreamAtTheExpiryOfItsToken() throws Exception {
        service.answers(RevocationIT::streamForEver);
        var until = java.time.Instant.now().plusSeconds(2);
        var made = admin.post(
                        "/api/v1/service-tokens",
                        "{\"name\":\"x\",\"scopes\":[\"admin\"],\"expires_at\":\"" + until + "\"}")
                .json();
        var stream = open(gateway.with(made.path("token").asString()));
        assertThat(CompletableFuture.supplyAsync(() -> readToTheEnd(stream))).succeedsWithin(PROMISED.plusSeconds(2));
        await().untilAtomic(streaming, org.hamcrest.Matchers.is(0));
    }

    @Test
    void endsStreamsButNotAnswersWhenTheReplicaStops() throws Exception {
        service.answers(RevocationIT::streamForEver);
        var database = ServiceProperties.of("gateway");
        var stopping = RunningGateway.with(database, service.url(), Map.of());
        var client = stopping.admin();
        var stream = open(client);
        assertThat(stream.read()).isPositive();
        var begun = new CountDownLatch(1);
        service.answers(exchange -> {
            begun.countDown();
            awaitQuietly(1_000);
            PlayedService.reply(exchange, 200, "application/json", "{}");
        });
        var answer = CompletableFuture.supplyAsync(() -> client.get("/api/v1/sessions"));
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        var ended = CompletableFuture.supplyAsync(() -> readToTheEnd(stream));
        stopping.close();
        assertThat(ended).succeedsWithin(PROMISED);
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(stopping).isNotNull();
    }

    @Test
    void remembersNothingThatIsOver() {
        service.answers(200, "application/json", "{}");
        for (int i = 0; i < 20; i++) {
            admin.get("/api/v1/sessions");
        }
        await().until(() -> gateway.bean(OpenConnections.class).size() == 0);
    }

    private static void streamForEver(HttpExchange exchange) throws IOException {
        streaming.incrementAndGet();
        try {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(": heartbeat\n\n".getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                awaitQuietly(200);
            }
        } finally {
            streaming.decrementAndGet();
            exchange.close();
        }
    }

    private static InputStream open(ApiClient client) throws Exception {
        var request = client.request("/api/v1/sessions/ses_1/events/stream").build();
        var answer = client.http().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private static boolean readToTheEnd(InputStream stream) {
        try {
            stream.readAllBytes();
        } catch (IOException cut) {
            // cut or ended: over is over
        }
        return true;
    }

    private static JsonNode makeToken() {
        return admin.post("/api/v1/service-tokens", "{\"name\":\"x\",\"scopes\":[\"sessions:read\"]}")
                .json();
    }

    private static void revoke(JsonNode made) {
        var path = "/api/v1/service-tokens/" + made.path("id").asString();
        assertThat(admin.delete(path).status()).isEqualTo(204);
    }

    private static void awaitLatch(CountDownLatch latch) throws IOException {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void awaitQuietly(long millis) throws IOException {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
