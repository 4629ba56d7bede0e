package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import dev.agentdesk.trigger.signature.Scheme;
import dev.agentdesk.trigger.signature.Secret;
import dev.agentdesk.trigger.signature.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The door as the gateway knocks at it: every sender is anybody, its own Authorization has another name. */
abstract class HookDoor {

    static final String KEY = "a-secret-of-github";

    static Platform platform;

    private static final Principal ANYBODY =
            new Principal("anybody", "anonymous", "anybody", "viewer", List.of(), List.of(), null);

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of("agentdesk.public-url", "https://desk.example"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    static String github() {
        return made("{\"kind\":\"webhook\",\"name\":\"G\",\"scheme\":\"github\",\"secrets\":[\"" + KEY + "\"]}");
    }

    static String made(String body) {
        var answer = platform.anna().post("/api/v1/connectors", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    static Answer push(String connector, String path, String id, String body, String secret) {
        return send(connector + path, "push", id, body, secret);
    }

    static Answer event(String connector, String type, String id, String body, String secret) {
        return send(connector, type, id, body, secret);
    }

    static Answer send(String to, String type, String id, String body, String secret) {
        var headers = new ArrayList<String>();
        Signing.headers(
                        Scheme.named("github").orElseThrow(),
                        new Secret("s", secret),
                        id,
                        type,
                        body.getBytes(StandardCharsets.UTF_8),
                        Instant.EPOCH)
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return sender().post("/hooks/" + to, body, headers.toArray(String[]::new));
    }

    static Answer signed(String connector, String scheme, Secret secret, String id, Instant at) {
        var headers = new ArrayList<String>();
        Signing.headers(Scheme.named(scheme).orElseThrow(), secret, id, "t", "{}".getBytes(StandardCharsets.UTF_8), at)
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return sender().post("/hooks/" + connector, "{}", headers.toArray(String[]::new));
    }

    static ApiClient sender() {
        return platform.service.as(ANYBODY);
    }

    static JsonNode routed(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> platform.anna()
                        .get("/api/v1/deliveries/" + id)
                        .json()
                        .get("status")
                        .asString()
                        .equals("routed"));
        return platform.anna().get("/api/v1/deliveries/" + id).json();
    }

    static JsonNode verdict(JsonNode delivery, String route) {
        return delivery.get("routes")
                .valueStream()
                .filter(verdict -> verdict.get("route_id").asString().equals(route))
                .findFirst()
                .orElseThrow();
    }

    static String status(String id) {
        return platform.anna()
                .get("/api/v1/deliveries/" + id)
                .json()
                .get("status")
                .asString();
    }

    static long events() {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }

    static List<String> rejections(String connector) {
        return platform.anna()
                .get("/api/v1/connectors/" + connector + "/rejections?limit=200")
                .json()
                .get("data")
                .valueStream()
                .map(row -> row.get("reason").asString())
                .toList();
    }

    static long counted(String connector) {
        return platform.anna()
                .get("/api/v1/connectors/" + connector + "/rejections?limit=200")
                .json()
                .get("data")
                .valueStream()
                .mapToLong(row -> row.get("count").asLong())
                .sum();
    }

    static long secretsOf(String connector) {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from connector_secret where connector_id = :id")
                .param("id", connector)
                .query(Long.class)
                .single();
    }

    static List<Answer> atOnce(int times, Callable<Answer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var future : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
