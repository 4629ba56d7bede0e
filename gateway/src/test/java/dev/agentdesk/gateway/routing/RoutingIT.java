package dev.agentdesk.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RawHttp;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RoutingIT {

    private static final int MEGABYTE = 1024 * 1024;

    private static PlayedService service;
    private static RunningGateway gateway;
    private static String token;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        gateway = RunningGateway.with(
                ServiceProperties.of("gateway"),
                service.url(),
                Map.of("agentdesk.upload-limit", "20MB", "agentdesk.patience.ordinary", "1s"));
        token = gateway.token();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @BeforeEach
    void answerAsUsual() {
        service.answers(200, "application/json", "{\"played\":true}");
        service.asked().clear();
    }

    @Test
    void passesARequestOnAsItCame() {
        var answer = gateway.with(token)
                .post(
                        "/api/v1/sessions/ses_1/events?q=a%20b&x=%2B&y",
                        "{\"a\":1}", "Idempotency-Key", "k1", "If-Match", "\"3\"");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"played\":true}");
        assertThat(service.last().uri()).isEqualTo("/api/v1/sessions/ses_1/events?q=a%20b&x=%2B&y");
        assertThat(service.last().header("idempotency-key")).isEqualTo("k1");
        assertThat(service.last().header("if-match")).isEqualTo("\"3\"");
        assertThat(service.last().header("content-type")).isEqualTo("application/json");
        assertThat(new String(service.last().body(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @Test
    void vouchesForTheCallerInsteadOfPassingTheToken() {
        gateway.with(gateway.token("sessions:read", "files:write")).get("/api/v1/sessions");
        var claims = claims(service.last().header("authorization"));
        assertThat(claims.path("iss").asString()).isEqualTo("gateway");
        assertThat(claims.at("/principal/id").asString()).startsWith("tok_");
        assertThat(claims.at("/principal/type").asString()).isEqualTo("token");
        assertThat(claims.at("/principal/on_behalf_of").asString()).startsWith("usr_");
        assertThat(claims.at("/principal/scopes").toString()).isEqualTo("[\"sessions:read\",\"files:write\"]");
        assertThat(service.last().header("x-agentdesk-correlation")).startsWith("cor_");
    }

    @Test
    void dropsEveryHeaderByWhichACallerCouldClaimToBeSomebody() {
        gateway.with(token)
                .get(
                        "/api/v1/sessions",
                        "Cookie",
                        "agentdesk=x",
                        "X-Forwarded-For",
                        "6.6.6.6",
                        "X-Forwarded-Host",
                        "evil.example",
                        "Forwarded",
                        "for=6.6.6.6",
                        "X-Agentdesk-Correlation",
                        "forged",
                        "X-Agentdesk-Causation",
                        "forged",
                        "X-Agentdesk-Depth",
                        "0",
                        "X-Agentdesk-Identity",
                        "admin",
                        "X-Original-URL",
                        "/internal/verify",
                        "X-Http-Method-Override",
                        "DELETE");
        assertThat(service.last().headers().keySet())
                .doesNotContain("cookie", "x-forwarded-host", "forwarded", "x-agentdesk-causation", "x-agentdesk-depth")
                .doesNotContain("x-agentdesk-identity", "x-original-url", "x-http-method-override");
        assertThat(service.last().header("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(service.last().header("x-agentdesk-correlation")).startsWith("cor_");
        assertThat(service.last().headers().get("authorization")).hasSize(1);
    }

    @Test
    void leavesTheBytesAndHeadersOfAWebhookAlone() {
        var body = "payload=%7B%22a%22%3A+1%7D&b=%C3%A4&b=2";
        var answer = gateway.anonymous()
                .post(
                        "/hooks/con_1/github/push?x=%2F",
                        body,
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-Hub-Signature-256",
                        "sha256=abc",
                        "Authorization",
                        "Bearer of-the-sender",
                        "Cookie",
                        "a=b",
                        "X-Agentdesk-Depth",
                        "0");
        assertThat(answer.status()).isEqualTo(200);
        var asked = service.last();
        assertThat(new String(asked.body(), StandardCharsets.UTF_8)).isEqualTo(body);
        assertThat(asked.uri()).isEqualTo("/hooks/con_1/github/push?x=%2F");
        assertThat(asked.header("x-hub-signature-256")).isEqualTo("sha256=abc");
        assertThat(asked.header("x-agentdesk-sender-authorization")).isEqualTo("Bearer of-the-sender");
        assertThat(asked.headers().keySet()).doesNotContain("cookie", "x-agentdesk-depth");
        var principal = claims(asked.header("authorization")).path("principal");
        assertThat(principal.path("type").asString()).isEqualTo("anonymous");
        assertThat(principal.path("scopes").toString()).isEqualTo("[]");
    }

    @Test
    void deliversEachEventOfAStreamBeforeTheNextOneExists() throws Exception {
        var next = new Semaphore(0);
        service.answers(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            for (int i = 1; i <= 3; i++) {
                acquire(next);
                exchange.getResponseBody().write(("id: " + i + "\ndata: x\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
            exchange.close();
        });
        var client = gateway.with(token);
        var request = client.request("/api/v1/sessions/ses_1/events/stream")
                .header("Last-Event-ID", "41")
                .build();
        var answer = client.http().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(service.last().header("last-event-id")).isEqualTo("41");
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (int i = 1; i <= 3; i++) {
                next.release();
                assertThat(lines.readLine()).isEqualTo("id: " + i);
                assertThat(lines.readLine()).isEqualTo("data: x");
                assertThat(lines.readLine()).isEmpty();
            }
            assertThat(lines.readLine()).isNull();
        }
    }

    @Test
    void streamsAnUploadOfUnknownLength() throws Exception {
        var counted = new AtomicLong();
        service.answers(counting(counted));
        assertThat(upload(10 * MEGABYTE, BodyKind.CHUNKED)).isEqualTo(200);
        assertThat(counted.get()).isEqualTo(10 * MEGABYTE);
        assertThat(upload(10 * MEGABYTE, BodyKind.KNOWN_LENGTH)).isEqualTo(200);
        assertThat(counted.get()).isEqualTo(20 * MEGABYTE);
    }

    @Test
    void refusesAnUploadThatOutgrowsTheLimitAndTheServiceNeverSeesItsEnd() throws Exception {
        var broken = new AtomicInteger();
        service.answers((PlayedService.Streaming) exchange -> {
            try {
                exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
                PlayedService.reply(exchange, 200, "application/json", "{}");
            } catch (IOException e) {
                broken.incrementAndGet();
                exchange.close();
            }
        });
        assertThat(upload(21 * MEGABYTE, BodyKind.CHUNKED)).isEqualTo(413);
        org.awaitility.Awaitility.await().untilAtomic(broken, org.hamcrest.Matchers.is(1));
    }

    @Test
    void refusesALargeBodyByItsAnnouncedLengthBeforeReadingIt() {
        var answer = RawHttp.send(
                gateway.port(),
                "POST /api/v1/sessions/x/events HTTP/1.1\r\nHost: localhost:" + gateway.port()
                        + "\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: 2097153\r\nConnection: close\r\n\r\n");
        assertThat(RawHttp.status(answer)).isEqualTo(413);
        assertThat(answer).contains("\"code\":\"payload-too-large\"");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void refusesALargeBodyOfUnknownLengthBeforeTheServiceSeesIt() throws Exception {
        var client = gateway.with(token);
        var body = BodyPublishers.ofInputStream(() -> zeros(3 * MEGABYTE));
        var request = client.request("/api/v1/workspaces")
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        assertThat(client.http().send(request, BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(service.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nonsense", "/api/v1/streams", "/api/v1/"})
    void answersAnUnknownPathWithAProblem(String path) {
        var answer = gateway.with(token).get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("not-found");
        assertThat(answer.json().path("trace_id").asString()).isEqualTo(answer.header("X-Agentdesk-Correlation"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/internal/verify",
                "/internal/projections",
                "/error",
                "/actuator/env",
                "/actuator/prometheus",
                "/%61pi/v1/me",
                "/favicon.ico"
            })
    void offersNothingElseOnItsPort(String path) {
        for (var client : new dev.agentdesk.testkit.service.ApiClient[] {gateway.anonymous(), gateway.with(token)}) {
            assertThat(client.get(path).status()).isEqualTo(404);
            assertThat(client.get(path).code()).isEqualTo("not-found");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/sessions/../../internal/verify",
                "/api/v1/sessions/%2e%2e/%2e%2e/internal/verify",
                "/hooks/a/..%2f..%2finternal/verify",
                "/api/v1/sessions;x/y"
            })
    void refusesPathsThatTheServiceCouldReadDifferently(String path) {
        var answer = RawHttp.send(
                gateway.port(),
                "GET " + path + " HTTP/1.1\r\nHost: localhost:" + gateway.port() + "\r\nAuthorization: Bearer " + token
                        + "\r\nConnection: close\r\n\r\n");
        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void answersAnUnknownMethodOfItsOwnWithAProblem() {
        var answer = gateway.with(token).delete("/api/v1/problems");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
    }

    @Test
    void passesTheServicesRefusalsUnchanged() {
        service.answers(409, "application/problem+json", "{\"code\":\"busy\"}");
        var answer = gateway.with(token).post("/api/v1/sessions/x/events", "{}");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).isEqualTo("{\"code\":\"busy\"}");
    }

    @Test
    void doesNotTellACallerToSignInWhenAServiceDistrustsTheGateway() {
        service.answers(401, "application/problem+json", "{}");
        assertThat(gateway.with(token).get("/api/v1/sessions").code()).isEqualTo("upstream-failed");
        assertThat(gateway.anonymous().post("/hooks/con_1/x", "{}").status()).isEqualTo(401);
    }

    @Test
    void passesAnEmptyAnswerAndAHead() {
        service.answers(exchange -> {
            exchange.getResponseHeaders().set("ETag", "\"7\"");
            exchange.getResponseHeaders().set("Set-Cookie", "a=b");
            exchange.sendResponseHeaders(304, -1);
            exchange.close();
        });
        var answer = gateway.with(token).get("/api/v1/workspaces/x/config", "If-None-Match", "\"7\"");
        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.header("ETag")).isEqualTo("\"7\"");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(gateway.with(token)
                        .send("HEAD", "/api/v1/workspaces/x", null)
                        .text())
                .isEmpty();
    }

    @Test
    void saysThatAServiceIsAwayAndThatItIsWorthTryingAgain() {
        var away = new PlayedService();
        away.close();
        try (var lonely = RunningGateway.before(away.url())) {
            var answer = lonely.admin().post("/api/v1/sessions/x/events", "{}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.code()).isEqualTo("unavailable");
            assertThat(answer.json().path("retryable").asBoolean()).isTrue();
            assertThat(answer.json().path("trace_id").asString()).startsWith("cor_");
        }
    }

    @Test
    void doesNotWaitForEver() {
        var never = new Semaphore(0);
        service.answers(exchange -> {
            acquire(never);
            exchange.close();
        });
        var answer = gateway.with(token).get("/api/v1/sessions");
        never.release();
        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.code()).isEqualTo("timeout");
    }

    @Test
    void waitsAsLongAsTheRequestAsksTo() {
        service.answers(exchange -> {
            acquire(new Semaphore(0), 1_500);
            PlayedService.reply(exchange, 200, "application/json", "{}");
        });
        assertThat(gateway.with(token)
                        .post("/api/v1/workspaces/x/sessions?wait=PT5S", "{}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void neverRepeatsARequestThatMayHaveHadItsEffect() {
        var times = new AtomicInteger();
        service.answers(exchange -> {
            times.incrementAndGet();
            exchange.close();
        });
        var answer = gateway.with(token).post("/api/v1/sessions/x/events", "{}");
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("upstream-failed");
        assertThat(times).hasValue(1);
    }

    @Test
    void cutsTheConnectionWhenAServiceBreaksOffInTheMiddleOfItsAnswer() {
        service.answers(exchange -> {
            exchange.sendResponseHeaders(200, 100_000);
            exchange.getResponseBody().write(new byte[50_000]);
            exchange.close();
        });
        assertThatThrownBy(() -> gateway.with(token).get("/api/v1/workspaces/x/files/content?path=a"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void passesARefusalThatComesBeforeTheUploadIsWhole() throws Exception {
        service.answers((PlayedService.Streaming)
                exchange -> PlayedService.refuse(exchange, 409, "application/problem+json", "{\"code\":\"conflict\"}"));
        assertThat(upload(15 * MEGABYTE, BodyKind.CHUNKED)).isEqualTo(409);
        assertThat(upload(15 * MEGABYTE, BodyKind.KNOWN_LENGTH)).isEqualTo(409);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        var answer = RawHttp.send(
                gateway.port(),
                "GET /api/v1/sessions?q=%zz HTTP/1.1\r\nHost: localhost:" + gateway.port()
                        + "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\n\r\n");
        assertThat(RawHttp.status(answer)).isEqualTo(400);
        assertThat(answer).contains("application/problem+json");
    }

    private enum BodyKind {
        CHUNKED,
        KNOWN_LENGTH
    }

    private static int upload(int bytes, BodyKind kind) throws Exception {
        var client = gateway.with(token);
        var stream = BodyPublishers.ofInputStream(() -> zeros(bytes));
        var request = client.request("/api/v1/workspaces/wrk_1/files/content?path=a.bin")
                .PUT(kind == BodyKind.CHUNKED ? stream : BodyPublishers.fromPublisher(stream, bytes))
                .build();
        return client.http().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static PlayedService.Streaming counting(AtomicLong counted) {
        return exchange -> {
            var buffer = new byte[16_384];
            for (int n = exchange.getRequestBody().read(buffer);
                    n >= 0;
                    n = exchange.getRequestBody().read(buffer)) {
                counted.addAndGet(n);
            }
            PlayedService.reply(exchange, 200, "application/json", "{}");
        };
    }

    private static InputStream zeros(int bytes) {
        return new ByteArrayInputStream(new byte[bytes]);
    }

    private static void acquire(Semaphore semaphore) throws IOException {
        acquire(semaphore, 10_000);
    }

    private static void acquire(Semaphore semaphore, long millis) throws IOException {
        try {
            semaphore.tryAcquire(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static JsonNode claims(String authorization) {
        var payload = authorization.substring("Bearer ".length()).split("\\.")[1];
        return JsonConfiguration.apiJson().readTree(Base64.getUrlDecoder().decode(payload));
    }
}
