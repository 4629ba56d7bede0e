package dev.agentdesk.trigger.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.trigger.signature.Proven.Accepted;
import dev.agentdesk.trigger.signature.Proven.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those that the providers publish. */
class SignatureCheckTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Secret ONE = new Secret("sec_1", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final Secret TWO = new Secret("sec_2", "AAAAr8GKYqrTwjUPD8ILPZIo2LaLaSwQ");

    @Test
    void takesTheExampleOfGitHub() {
        var letter = letter(
                "Hello, World!",
                Map.of(
                        "x-hub-signature-256",
                        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));

        assertThat(check("github", "It's a Secret to Everybody").of(letter, NOW))
                .isEqualTo(new Accepted("sec_0"));
    }

    @Test
    void takesTheExampleOfSlackInItsTime() {
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        var letter = letter(
                body,
                Map.of(
                        "x-slack-request-timestamp",
                        "1531420618",
                        "x-slack-signature",
                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));
        var check = check("slack", "8f742231b10e8888abcd99yyyzzz85a5");

        assertThat(check.of(letter, Instant.ofEpochSecond(1531420618))).isEqualTo(new Accepted("sec_0"));
        assertThat(check.of(letter, Instant.ofEpochSecond(1531420618 + 300))).isEqualTo(new Accepted("sec_0"));
        assertThat(check.of(letter, Instant.ofEpochSecond(1531420618 + 301))).isEqualTo(new Refused("stale-timestamp"));
        assertThat(check.of(letter, Instant.ofEpochSecond(1531420618 - 301))).isEqualTo(new Refused("stale-timestamp"));
    }

    @Test
    void takesTheExampleOfStandardWebhooks() {
        var letter = letter(
                "{\"test\": 2432232314}",
                Map.of(
                        "webhook-id",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp",
                        "1614265330",
                        "webhook-signature",
                        "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v2,zzz"));

        assertThat(check("standard-webhooks", "whsec_" + ONE.value()).of(letter, Instant.ofEpochSecond(1614265330)))
                .isEqualTo(new Accepted("sec_0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard-webhooks", "github", "gitlab", "stripe", "slack", "bearer", "hmac"})
    void takesWhatItSignsItselfWithAnyOfItsSecretsAndNothingElse(String name) {
        var scheme = Scheme.named(name).orElseThrow();
        var check = new SignatureCheck(scheme, List.of(ONE, TWO));
        var body = bytes("{\"a\":1}");

        for (var secret : List.of(ONE, TWO)) {
            assertThat(check.of(new Letter(sent(scheme, secret, body), body), NOW))
                    .isEqualTo(new Accepted(secret.id()));
        }
        var other = new Secret("sec_3", "BBBBr8GKYqrTwjUPD8ILPZIo2LaLaSwQ");
        assertThat(check.of(new Letter(sent(scheme, other, body), body), NOW)).isInstanceOf(Refused.class);
        assertThat(check.of(new Letter(Map.of(), body), NOW)).isInstanceOf(Refused.class);
        assertThat(new SignatureCheck(scheme, List.of()).of(new Letter(sent(scheme, ONE, body), body), NOW))
                .isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard-webhooks", "github", "stripe", "slack", "hmac"})
    void refusesEveryChangeOfASignedRequest(String name) {
        var scheme = Scheme.named(name).orElseThrow();
        var check = new SignatureCheck(scheme, List.of(ONE));
        var body = bytes("{\"a\":1}");
        var sent = sent(scheme, ONE, body);

        assertThat(check.of(new Letter(sent, bytes("{\"a\":2}")), NOW)).isInstanceOf(Refused.class);
        assertThat(check.of(new Letter(sent, bytes("{\"a\":1}\n")), NOW)).isInstanceOf(Refused.class);
        assertThat(check.of(new Letter(sent, new byte[0]), NOW)).isInstanceOf(Refused.class);
        sent.forEach((header, values) -> {
            for (var changed :
                    List.of("", " ", values.getFirst() + "0", values.getFirst().substring(1), "x".repeat(9000))) {
                var headers = new HashMap<>(sent);
                headers.put(header, List.of(changed));
                boolean counts = scheme.proof() instanceof Proof.Signed signed
                        && (header.equals(signed.header()) || isSigned(signed, header));
                assertThat(check.of(new Letter(headers, body), NOW) instanceof Refused)
                        .as(header + ": " + changed)
                        .isEqualTo(counts);
            }
            var twice = new HashMap<>(sent);
            twice.put(header, List.of(values.getFirst(), values.getFirst()));
            if (scheme.proof() instanceof Proof.Signed signed && header.equals(signed.header())) {
                assertThat(check.of(new Letter(twice, body), NOW)).isInstanceOf(Refused.class);
            }
        });
    }

    private static boolean isSigned(Proof.Signed signed, String header) {
        return signed.before().contains("$" + header)
                || signed.time() != null && header.equals(signed.time().header());
    }

    @ParameterizedTest
    @CsvSource({"-301, stale-timestamp", "301, stale-timestamp", "-300, ", "300, "})
    void takesASignedTimeFiveMinutesFromOurs(long apart, String refusal) {
        var scheme = Scheme.named("stripe").orElseThrow();
        var body = bytes("{}");
        var sent = Signing.headers(scheme, ONE, "m", "t", body, NOW.plusSeconds(apart));
        var proven = new SignatureCheck(scheme, List.of(ONE)).of(new Letter(lists(sent), body), NOW);

        assertThat(proven).isEqualTo(refusal == null ? new Accepted("sec_1") : new Refused(refusal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "t=,v1=00",
                "v1=00",
                "t=1,t=2,v1=00",
                "t=9999999999999,v1=00",
                "t=-5,v1=00",
                "t=abc,v1=zz",
                ",,,,"
            })
    void refusesMalformedSignaturesWithoutAFault(String header) {
        assertThat(check("stripe", ONE.value()).of(letter("{}", Map.of("stripe-signature", header)), NOW))
                .isInstanceOf(Refused.class);
    }

    @Test
    void asksNothingOfTheSchemeNone() {
        assertThat(new SignatureCheck(Scheme.named("none").orElseThrow(), List.of()).of(letter("x", Map.of()), NOW))
                .isEqualTo(new Accepted(null));
    }

    private static SignatureCheck check(String scheme, String secret) {
        return new SignatureCheck(Scheme.named(scheme).orElseThrow(), List.of(new Secret("sec_0", secret)));
    }

    private static Letter letter(String body, Map<String, String> headers) {
        return new Letter(lists(headers), bytes(body));
    }

    /** As the gateway hands them on. */
    private static Map<String, List<String>> sent(Scheme scheme, Secret secret, byte[] body) {
        var sent = new HashMap<>(lists(Signing.headers(scheme, secret, "msg_1", "t", body, NOW)));
        var authorization = sent.remove("authorization");
        if (authorization != null) {
            sent.put(Scheme.SENDER_AUTHORIZATION, authorization);
        }
        return sent;
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
