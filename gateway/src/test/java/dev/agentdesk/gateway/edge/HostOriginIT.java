package dev.agentdesk.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RawHttp;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostOriginIT {

    private static PlayedService service;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        gateway = RunningGateway.with(
                ServiceProperties.of("gateway"),
                service.url(),
                Map.of("agentdesk.public-url", "https://desk.example", "agentdesk.allowed-hosts", "inner.example:9"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:%d",
                "127.0.0.1:%d",
                "[::1]:%d",
                "LOCALHOST:%d",
                "desk.example",
                "desk.example:443",
                "inner.example:9"
            })
    void answersUnderItsOwnNames(String host) {
        assertThat(RawHttp.status(get("/api/v1/problems", host.formatted(gateway.port()))))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example:%d",
                "localhost.evil.example:%d",
                "localhost:1",
                "127.0.0.2:%d",
                "desk.example.evil:443",
                "desk.example:81",
                "inner.example",
                "169.254.169.254",
                "localhost"
            })
    void refusesNamesThatAreNotItsOwnBeforeAnythingElse(String host) {
        var answer = get("/api/v1/me", host.formatted(gateway.port()));
        assertThat(RawHttp.status(answer)).isEqualTo(421);
        assertThat(answer).contains("application/problem+json", "\"code\":\"misdirected\"", "\"trace_id\":\"cor_");
    }

    @Test
    void tellsItsHealthUnderAnyName() {
        assertThat(RawHttp.status(get("/actuator/health/liveness", "10.1.2.3:8080")))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "http://localhost:1",
                "https://desk.example",
                "http://desk.example",
                "http://localhost.evil.example"
            })
    void refusesWhatPagesOfOtherOriginsChange(String origin) {
        var answer = gateway.admin().post("/api/v1/service-tokens", "{}", "Origin", origin);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("foreign-origin");
    }

    @Test
    void takesChangesOfItsOwnPages() {
        var origin = "http://127.0.0.1:" + gateway.port();
        var answer = gateway.admin().post("/api/v1/service-tokens", "{}", "Origin", origin);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @Test
    void refusesWhatABrowserSaysComesFromElsewhere() {
        for (String site : new String[] {"cross-site", "same-site"}) {
            var answer = gateway.admin().delete("/api/v1/sessions/x", "Sec-Fetch-Site", site);
            assertThat(answer.code()).isEqualTo("foreign-origin");
        }
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void letsForeignPagesReadNothingButDoesNotRefuseTheRequest() {
        var answer = gateway.anonymous().get("/api/v1/problems", "Origin", "https://evil.example");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void takesJsonOnly() {
        var answer = gateway.admin().post("/api/v1/service-tokens", "{\"name\":\"x\"}", "Content-Type", "text/plain");
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void hardensEveryAnswer() {
        var answer = gateway.anonymous().get("/api/v1/me");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.header("Server")).isEmpty();
    }

    private static String get(String path, String host) {
        return RawHttp.send(
                gateway.port(), "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
