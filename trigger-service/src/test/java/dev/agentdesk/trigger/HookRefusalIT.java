package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.trigger.signature.Scheme;
import dev.agentdesk.trigger.signature.Secret;
import dev.agentdesk.trigger.signature.Signing;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is not let in, what is kept of them, and the secrets and settings that decide it. */
class HookRefusalIT extends HookDoor {

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
}
