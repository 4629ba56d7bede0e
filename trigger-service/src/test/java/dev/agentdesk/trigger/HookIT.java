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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** The door as the gateway knocks at it: every sender is anybody, its own Authorization has another name. */
class HookIT {

    private static final Principal ANYBODY =
            new Principal("anybody", "anonymous", "anybody", "viewer", List.of(), List.of(), null);
    private static final String KEY = "a-secret-of-github";

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of("agentdesk.public-url", "https://desk.example"));
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Test
    void turnsASignedRequestIntoADeliveryAndASessionsRun() {
        var connector = github();
        var workspace = platform.workspace();
        platform.route(connector, workspace, "event.type == 'push'", "Look at {{body.ref}} of {{event.id}}");

        var answer = push(connector, "/main?a=b", "d-1", "{\"ref\":\"refs/heads/main\"}", KEY);

        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        var id = answer.json().get("delivery_id").asString();
        assertThat(answer.json().has("duplicate_of")).isFalse();
        var delivery = routed(id);
        assertThat(delivery.get("verification").toString())
                .isEqualTo("{\"scheme\":\"github\",\"verdict\":\"accepted\"}");
        assertThat(delivery.get("method").asString()).isEqualTo("POST");
        assertThat(delivery.get("path").asString()).isEqualTo("/main");
        assertThat(delivery.get("query").asString()).isEqualTo("a=b");
        assertThat(delivery.get("headers").toString()).contains("[\"x-github-event\",\"push\"]");
        assertThat(delivery.get("dedupe").get("key").asString()).isEqualTo("d-1");
        assertThat(delivery.get("runs")).hasSize(1);
        assertThat(platform.anna().get("/api/v1/deliveries/" + id + "/body").text())
                .isEqualTo("{\"ref\":\"refs/heads/main\"}");
        var run = delivery.get("runs").get(0).asString();
        var prompt = platform.service.asService("session-service").get("/internal/runs/" + run + "/prompt");
        assertThat(prompt.json().get("prompt").asString()).isEqualTo("Look at refs/heads/main of d-1");
    }

    @Test
    void routesByPathBodyHeadersAndQueryAndShowsWhatItCompared() {
        var connector = github();
        var workspace = platform.workspace();
        var matching = platform.route(
                connector,
                workspace,
                "body.commits.exists(c, c.startsWith('fix')) && headers['x-github-event'] == 'push' && query.env == 'prod'",
                "{{method}} {{path}} {{headers.x-github-event}} {{query.env}}");
        var other = platform.route(connector, workspace, "body.ref == 'x' && body.nope.deep > 1", "Never");
        var elsewhere = platform.route(connector, workspace, "true", "Never");
        platform.anna().patch("/api/v1/routes/" + elsewhere, "{\"path\":\"/elsewhere\"}");

        var answer = push(connector, "/here?env=prod", "p-1", "{\"ref\":\"main\",\"commits\":[\"fix it\"]}", KEY);

        var delivery = routed(answer.json().get("delivery_id").asString());
        assertThat(verdict(delivery, matching).get("verdict").asString()).isEqualTo("matched");
        assertThat(verdict(delivery, matching).at("/trace/2/expr").asString()).isEqualTo("query.env == \"prod\"");
        assertThat(verdict(delivery, matching).at("/trace/2/value").asString()).isEqualTo("prod");
        assertThat(verdict(delivery, other).get("verdict").asString()).isEqualTo("not_matched");
        assertThat(verdict(delivery, other).at("/trace/0/value").asString()).isEqualTo("main");
        assertThat(verdict(delivery, elsewhere).get("verdict").asString()).isEqualTo("not_matched");
        assertThat(verdict(delivery, elsewhere).at("/trace/0/value").asString()).isEqualTo("/here");
        var run = verdict(delivery, matching).get("run_id").asString();
        assertThat(platform.service
                        .asService("session-service")
                        .get("/internal/runs/" + run + "/prompt")
                        .json()
                        .get("prompt")
                        .asString())
                .endsWith("POST ⟦/here⟧ push prod");
    }

    @Test
    void pointsAtTheCharacterOfAFilterThatDoesNotFit() {
        var answer = platform.anna().post("/api/v1/routes/validate", "{\"filter\":\"body.a == 1 && bod.b == 2\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("/filter");
        assertThat(answer.json().at("/errors/0/detail").asString()).contains("(at character 15)");
        assertThat(platform.anna()
                        .post("/api/v1/routes/validate", "{\"filter\":\"true\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void switchesARouteOffWhoseFilterFailsTwentyTimes() {
        var connector = github();
        var route = platform.route(connector, platform.workspace(), "timestamp(body.at) > timestamp(body.at)", "Never");
        for (int n = 0; n < 20; n++) {
            push(connector, "", "e-" + n, "{\"at\":\"" + n + "\"}", KEY);
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(platform.anna()
                                .get("/api/v1/routes/" + route)
                                .json()
                                .get("enabled")
                                .asBoolean())
                        .isFalse());
    }

    @Test
    void sendsAllEventsOfAKeyIntoOneSession() {
        var connector = github();
        var route = platform.route(connector, platform.workspace(), "true", "Go");
        platform.anna().patch("/api/v1/routes/" + route, "{\"correlation\":\"body.thread\"}");
        for (var body :
                List.of("{\"thread\":\"a\",\"n\":1}", "{\"thread\":\"a\",\"n\":2}", "{\"thread\":\"b\"}", "{}")) {
            routed(push(connector, "", "k-" + body, body, KEY)
                    .json()
                    .get("delivery_id")
                    .asString());
        }

        var sessions = Platform.heard(dev.agentdesk.contracts.Topics.TRIGGER, "\"" + route + "\"", 4).stream()
                .map(fact -> new String(fact.value(), StandardCharsets.UTF_8))
                .map(fact -> fact.contains("\"session_id\":\"")
                        ? fact.replaceAll(".*\"session_id\":\"([^\"]+)\".*", "$1")
                        : "own")
                .toList();
        assertThat(sessions).hasSize(4).contains("own");
        assertThat(sessions.stream().distinct()).hasSize(3);
    }

    @Test
    void routesOnceMoreByTheRoutesOfToday() {
        var connector = github();
        var original = push(connector, "", "r-1", "{\"n\":1}", KEY)
                .json()
                .get("delivery_id")
                .asString();
        await().atMost(Duration.ofSeconds(20)).until(() -> status(original).equals("matched_nothing"));
        platform.route(connector, platform.workspace(), "body.n == 1", "Now");

        var replayed =
                platform.anna().post("/api/v1/deliveries/" + original + "/replay", null, "Idempotency-Key", "k-1");
        var again = platform.anna().post("/api/v1/deliveries/" + original + "/replay", null, "Idempotency-Key", "k-1");

        assertThat(replayed.status()).as(replayed.text()).isEqualTo(202);
        assertThat(again.text()).isEqualTo(replayed.text());
        var copy = routed(replayed.json().get("delivery_id").asString());
        assertThat(copy.get("replay_of").asString()).isEqualTo(original);
        assertThat(copy.get("runs")).hasSize(1);
        var first = platform.anna().get("/api/v1/deliveries/" + original).json();
        assertThat(first.get("replays").get(0).asString())
                .isEqualTo(copy.get("id").asString());
        assertThat(first.get("runs")).isEmpty();
        assertThat(platform.bert()
                        .post("/api/v1/deliveries/" + original + "/replay", null)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void holdsAFilterAgainstThePastThenReplaysAllThatMatchedNothing() {
        var connector = github();
        var route = platform.route(connector, platform.workspace(), "body.n == 0", "Never");
        var from = Clock.systemUTC().instant().minusSeconds(60);
        for (int n = 1; n <= 5; n++) {
            push(connector, "", "s-" + n, "{\"n\":" + n + "}", KEY);
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> platform.deliveries(connector).stream()
                        .allMatch(d -> d.get("status").asString().equals("matched_nothing")));
        var to = Clock.systemUTC().instant().plusSeconds(60);
        var span = "\"from\":\"" + from + "\",\"to\":\"" + to + "\"";
        long before = events();

        var dry = platform.anna()
                .post("/api/v1/routes/" + route + "/dry-run", "{\"filter\":\"body.n > 2\"," + span + "}");

        assertThat(dry.status()).as(dry.text()).isEqualTo(200);
        assertThat(dry.json().get("matched_now").asInt()).isEqualTo(3);
        assertThat(dry.json().get("matched_before").asInt()).isZero();
        assertThat(dry.json().get("newly_matched")).hasSize(3);
        assertThat(events()).isEqualTo(before);

        platform.anna().patch("/api/v1/routes/" + route, "{\"filter\":\"body.n > 2\"}");
        var path = "/api/v1/connectors/" + connector + "/replay";
        var wrong = platform.anna().post(path, "{" + span + ",\"status\":\"matched_nothing\",\"expect_count\":4}");
        assertThat(wrong.status()).isEqualTo(409);
        assertThat(wrong.json().at("/current/count").asInt()).isEqualTo(5);
        var job = platform.anna().post(path, "{" + span + ",\"status\":\"matched_nothing\",\"expect_count\":5}");
        assertThat(job.status()).isEqualTo(202);
        var at = "/api/v1/jobs/" + job.json().get("job_id").asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        platform.anna().get(at).json().get("status").asString().equals("done"));
        assertThat(platform.anna().get(at).json().at("/result/replayed").asInt())
                .isEqualTo(5);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> platform.deliveries(connector).stream()
                                .filter(d -> d.get("status").asString().equals("routed"))
                                .count()
                        == 3);
        assertThat(platform.deliveries(connector)).hasSize(10);
        assertThat(platform.bert().get(at).status()).isEqualTo(404);
    }

    @Test
    void keepsOneDeliveryOfTwentyCopiesAtOnce() throws Exception {
        var connector = github();
        platform.route(connector, platform.workspace(), "event.type == 'push'", "Go");
        platform.route(connector, platform.workspace(), "event.type == 'push'", "Go too");

        var answers = atOnce(20, () -> push(connector, "", "same", "{\"n\":1}", KEY));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        var ids = answers.stream()
                .map(a -> a.json().get("delivery_id").asString())
                .distinct();
        assertThat(ids).hasSize(1);
        assertThat(answers.stream().filter(a -> !a.json().has("duplicate_of"))).hasSize(1);
        assertThat(platform.deliveries(connector)).hasSize(1);
        assertThat(routed(platform.only(connector).get("id").asString()).get("runs"))
                .hasSize(2);
    }

    @Test
    void callsTheSameIdWithOtherContentAConflictAndRoutesItNot() {
        var connector = github();
        platform.route(connector, platform.workspace(), "event.type == 'push'", "Go");
        var first = push(connector, "", "x-1", "{\"n\":1}", KEY)
                .json()
                .get("delivery_id")
                .asString();

        var other = push(connector, "", "x-1", "{\"n\":2}", KEY);

        assertThat(other.status()).isEqualTo(202);
        assertThat(other.json().get("conflicts_with").asString()).isEqualTo(first);
        var kept = platform.anna()
                .get("/api/v1/deliveries/" + other.json().get("delivery_id").asString())
                .json();
        assertThat(kept.get("status").asString()).isEqualTo("conflict");
        assertThat(kept.get("dedupe").get("duplicate_of").asString()).isEqualTo(first);
        assertThat(kept.get("runs")).isEmpty();
    }

    @Test
    void recognisesARepeatWithoutAnIdByItsContentForAWhile() {
        var connector = made("{\"kind\":\"webhook\",\"name\":\"B\",\"scheme\":\"bearer\",\"secrets\":[\"12345678\"]}");
        var door = sender();
        String[] headers = {Scheme.SENDER_AUTHORIZATION, "Bearer 12345678"};
        var first = door.post("/hooks/" + connector, "{\"a\":1}", headers).json();

        var again = door.post("/hooks/" + connector, "{\"a\":1}", headers).json();
        assertThat(again.get("duplicate_of")).isEqualTo(first.get("delivery_id"));
        var other = door.post("/hooks/" + connector, "{\"a\":2}", headers).json();
        assertThat(other.has("duplicate_of")).isFalse();

        platform.service
                .bean(JdbcClient.class)
                .sql("update hook_seen set expires_at = now() - interval '1 second' where connector_id = :id")
                .param("id", connector)
                .update();
        var later = door.post("/hooks/" + connector, "{\"a\":1}", headers).json();
        assertThat(later.has("duplicate_of")).isFalse();
        assertThat(later.get("delivery_id")).isNotEqualTo(first.get("delivery_id"));
        assertThat(platform.deliveries(connector)).hasSize(3);
    }

    @Test
    void doesNotLetAnUnsignedConnectorSuppressTheEventOfAnother() {
        var signed = github();
        var open = made("{\"kind\":\"webhook\",\"name\":\"O\",\"scheme\":\"none\",\"allow_unsigned\":true}");
        var forged = sender().post("/hooks/" + open, "{}", "Idempotency-Key", "victim", "X-GitHub-Delivery", "victim");
        assertThat(forged.status()).isEqualTo(202);

        var real = push(signed, "", "victim", "{\"n\":1}", KEY);

        assertThat(real.status()).isEqualTo(202);
        assertThat(real.json().has("duplicate_of")).isFalse();
    }

    @Test
    void refusesTheUnprovenAlikeAndKeepsNothingOfTheirBodies() {
        var connector = github();
        var marker = "canary-" + Platform.id("x");

        var wrong = push(connector, "", "d", "{\"m\":\"" + marker + "\"}", "another-secret");
        var none = sender().post("/hooks/" + connector, "{\"m\":\"" + marker + "\"}", "X-Whatever", marker);

        for (var answer : List.of(wrong, none)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("unauthenticated");
        }
        assertThat(wrong.json().get("detail")).isEqualTo(none.json().get("detail"));
        assertThat(platform.deliveries(connector)).isEmpty();
        var kept = platform.anna()
                .get("/api/v1/connectors/" + connector + "/rejections")
                .json()
                .get("data");
        assertThat(kept.valueStream().map(r -> r.get("reason").asString()))
                .containsExactly("missing-signature", "wrong-signature");
        assertThat(kept.get(0).get("header_names").toString())
                .contains("x-whatever")
                .doesNotContain("authorization");
        assertThat(kept.toString()).doesNotContain(marker);
        assertThat(platform.bert()
                        .get("/api/v1/connectors/" + connector + "/rejections")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void refusesAReplayAfterFiveMinutes() {
        var connector = made("{\"kind\":\"webhook\",\"name\":\"S\",\"scheme\":\"standard-webhooks\","
                + "\"secrets\":[\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"]}");
        var secret = new Secret("s", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var now = Clock.systemUTC().instant();

        assertThat(signed(connector, "standard-webhooks", secret, "m-1", now.minusSeconds(290))
                        .status())
                .isEqualTo(202);
        assertThat(signed(connector, "standard-webhooks", secret, "m-2", now.minusSeconds(302))
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Content-Type ; text/xml ; 415 ; wrong-type",
                "Content-Type ; multipart/form-data ; 415 ; wrong-type",
                "Content-Encoding ; gzip ; 415 ; compressed",
                "X-Agentdesk-Refused ; too-large ; 413 ; too-large",
                "X-Agentdesk-Refused ; too-slow ; 408 ; too-slow",
            })
    void refusesBeforeItReads(String header, String value, int status, String reason) {
        var connector = github();

        var answer = sender().post("/hooks/" + connector, "{}", header, value);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(rejections(connector)).containsExactly(reason);
    }

    @Test
    void refusesWhatIsTooLargeTooDeepOrNoJson() {
        var connector = github();

        assertThat(push(connector, "", "1", "\"" + "x".repeat(1024 * 1024) + "\"", KEY)
                        .status())
                .isEqualTo(413);
        assertThat(push(connector, "", "2", "[".repeat(65) + "]".repeat(65), KEY)
                        .status())
                .isEqualTo(400);
        assertThat(push(connector, "", "3", "[".repeat(64) + "]".repeat(64), KEY)
                        .status())
                .isEqualTo(202);
        assertThat(push(connector, "", "4", "{\"a\":", KEY).status()).isEqualTo(400);
        var many = new StringBuilder("{\"a0\":0");
        for (int n = 1; n <= 10_000; n++) {
            many.append(",\"a").append(n).append("\":0");
        }
        assertThat(push(connector, "", "5", many.append('}').toString(), KEY).status())
                .isEqualTo(400);
        assertThat(rejections(connector))
                .containsExactly("too-many-members", "malformed-json", "too-deep", "too-large");
        assertThat(platform.deliveries(connector)).hasSize(1);
    }

    @Test
    void tellsADeletedFromAnUnknownAndADisabledConnector() {
        var connector = github();
        platform.anna().patch("/api/v1/connectors/" + connector, "{\"enabled\":false}");
        assertThat(push(connector, "", "1", "{}", KEY).status()).isEqualTo(403);
        platform.anna().delete("/api/v1/connectors/" + connector);
        assertThat(push(connector, "", "2", "{}", KEY).status()).isEqualTo(410);
        assertThat(push(Platform.id("con"), "", "3", "{}", KEY).status()).isEqualTo(404);
        assertThat(push(platform.connector(Platform.source()), "", "4", "{}", KEY)
                        .status())
                .isEqualTo(404);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(secretsOf(connector)).isZero());
    }

    @Test
    void takesOldAndNewSecretsDuringARotationAndShowsNone() {
        var made = platform.anna().post("/api/v1/connectors", """
                {"kind":"webhook","name":"G","scheme":"github","secrets":["the-old-one","the-new-one"]}""");
        assertThat(made.text()).doesNotContain("the-old-one", "the-new-one");
        assertThat(made.json().get("ingest_url").asString())
                .isEqualTo("https://desk.example/hooks/" + made.json().get("id").asString());
        assertThat(made.json().get("secrets")).hasSize(2);
        var connector = made.json().get("id").asString();
        assertThat(push(connector, "", "1", "{}", "the-old-one").status()).isEqualTo(202);
        assertThat(push(connector, "", "2", "{}", "the-new-one").status()).isEqualTo(202);

        var rotated = platform.anna().patch("/api/v1/connectors/" + connector, "{\"secrets\":[\"the-new-one\"]}");

        assertThat(rotated.json().get("secrets")).hasSize(1);
        assertThat(push(connector, "", "3", "{}", "the-old-one").status()).isEqualTo(401);
        assertThat(push(connector, "", "4", "{}", "the-new-one").status()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(secretsOf(connector)).isOne());
        var stored = platform.service
                .bean(JdbcClient.class)
                .sql(
                        "select string_agg(encode(payload, 'escape'), '') from domain_event where aggregate_identifier = :id")
                .param("id", connector)
                .query(String.class)
                .single();
        assertThat(stored).contains("secret_ids").doesNotContain("the-new-one", "the-old-one");
    }

    @Test
    void answersHandshakesOnlyIfTheyAreSigned() {
        var github = github();
        assertThat(event(github, "ping", "p", "{\"zen\":\"x\"}", KEY).status()).isEqualTo(200);
        assertThat(event(github, "ping", "p", "{\"zen\":\"x\"}", "wrong-secret").status())
                .isEqualTo(401);
        assertThat(platform.deliveries(github)).isEmpty();

        var slack = made("{\"kind\":\"webhook\",\"name\":\"S\",\"scheme\":\"slack\",\"secrets\":[\"slack-secret\"]}");
        var body = "{\"type\":\"url_verification\",\"challenge\":\"c-1\"}";
        var sent = new ArrayList<String>();
        Signing.headers(
                        Scheme.named("slack").orElseThrow(),
                        new Secret("s", "slack-secret"),
                        "i",
                        "t",
                        body.getBytes(StandardCharsets.UTF_8),
                        Clock.systemUTC().instant())
                .forEach((name, value) -> sent.addAll(List.of(name, value)));
        var answer = sender().post("/hooks/" + slack, body, sent.toArray(String[]::new));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("challenge").asString()).isEqualTo("c-1");
    }

    @Test
    void countsAFloodInFewRows() throws Exception {
        var connector = github();

        atOnce(60, () -> sender().post("/hooks/" + connector, "{}"));
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            sender().post("/hooks/" + connector, "{}");
            assertThat(counted(connector)).isGreaterThanOrEqualTo(61);
        });
        assertThat(rejections(connector).size()).isLessThan(60);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{\"kind\":\"webhook\",\"name\":\"n\"} ; /scheme",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"pigeon\"} ; /scheme",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"github\"} ; /secrets",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"github\",\"secrets\":[]} ; /secrets",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"github\",\"secrets\":[\"short\"]} ; /secrets/0",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"standard-webhooks\",\"secrets\":[\"no base64!\"]} ; /secrets/0",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"none\"} ; /allow_unsigned",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"none\",\"allow_unsigned\":false} ; /allow_unsigned",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"hmac\",\"secrets\":[\"12345678\"]} ; /header",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"hmac\",\"secrets\":[\"12345678\"],\"header\":\"Authorization\"} ; /header",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"hmac\",\"secrets\":[\"12345678\"],\"header\":\"X-S\",\"encoding\":\"rot13\"} ; /encoding",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"github\",\"secrets\":[\"12345678\"],\"header\":\"X-S\"} ; /header",
                "{\"kind\":\"webhook\",\"name\":\"n\",\"scheme\":\"github\",\"secrets\":[\"12345678\"],\"sources\":[\"s\"]} ; /sources",
            })
    void areMadeOnlyOfWhatGoesTogether(String body, String pointer) {
        var answer = platform.anna().post("/api/v1/connectors", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
    }

    @Test
    void saysThatItsPublicAddressDoesNotAnswer() {
        var answer = platform.anna().post("/api/v1/connectors/" + github() + "/test", null);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.code()).isEqualTo("upstream-failed");
    }

    private static String github() {
        return made("{\"kind\":\"webhook\",\"name\":\"G\",\"scheme\":\"github\",\"secrets\":[\"" + KEY + "\"]}");
    }

    private static String made(String body) {
        var answer = platform.anna().post("/api/v1/connectors", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private static Answer push(String connector, String path, String id, String body, String secret) {
        return send(connector + path, "push", id, body, secret);
    }

    private static Answer event(String connector, String type, String id, String body, String secret) {
        return send(connector, type, id, body, secret);
    }

    private static Answer send(String to, String type, String id, String body, String secret) {
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

    private static Answer signed(String connector, String scheme, Secret secret, String id, Instant at) {
        var headers = new ArrayList<String>();
        Signing.headers(Scheme.named(scheme).orElseThrow(), secret, id, "t", "{}".getBytes(StandardCharsets.UTF_8), at)
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return sender().post("/hooks/" + connector, "{}", headers.toArray(String[]::new));
    }

    private static ApiClient sender() {
        return platform.service.as(ANYBODY);
    }

    private static JsonNode routed(String id) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> platform.anna()
                        .get("/api/v1/deliveries/" + id)
                        .json()
                        .get("status")
                        .asString()
                        .equals("routed"));
        return platform.anna().get("/api/v1/deliveries/" + id).json();
    }

    private static JsonNode verdict(JsonNode delivery, String route) {
        return delivery.get("routes")
                .valueStream()
                .filter(verdict -> verdict.get("route_id").asString().equals(route))
                .findFirst()
                .orElseThrow();
    }

    private static String status(String id) {
        return platform.anna()
                .get("/api/v1/deliveries/" + id)
                .json()
                .get("status")
                .asString();
    }

    private static long events() {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }

    private static List<String> rejections(String connector) {
        return platform.anna()
                .get("/api/v1/connectors/" + connector + "/rejections?limit=200")
                .json()
                .get("data")
                .valueStream()
                .map(row -> row.get("reason").asString())
                .toList();
    }

    private static long counted(String connector) {
        return platform.anna()
                .get("/api/v1/connectors/" + connector + "/rejections?limit=200")
                .json()
                .get("data")
                .valueStream()
                .mapToLong(row -> row.get("count").asLong())
                .sum();
    }

    private static long secretsOf(String connector) {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from connector_secret where connector_id = :id")
                .param("id", connector)
                .query(Long.class)
                .single();
    }

    private static List<Answer> atOnce(int times, Callable<Answer> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Answer>();
            for (var future : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
                answers.add(future.get());
            }
            return answers;
        }
    }
}
