package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.security.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SubscriptionIT {

    private static final Principal ADMIN =
            new Principal("usr_0000000000000000000000root", "user", "root", "admin", List.of("admin"), null, null);
    private static final String OLD = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";
    private static final String NEW = "whsec_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4";

    private static Platform platform;
    private static HttpServer receiver;
    private static final List<Got> GOT = new CopyOnWriteArrayList<>();
    private static final Map<String, Integer> ANSWERS = new java.util.concurrent.ConcurrentHashMap<>();

    private record Got(String path, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, List.of("")).getFirst();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        receiver.createContext("/", SubscriptionIT::take);
        receiver.start();
        platform = new Platform(Map.of(
                "agentdesk.outbound.retries", "PT0.3S,PT0.3S,PT0.3S",
                "agentdesk.outbound.patience", "PT2S",
                "agentdesk.outbound.pause-after-failures", "3",
                "agentdesk.outbound.pause-after", "PT0S",
                "egress.private-allow", "127.0.0.1:" + receiver.getAddress().getPort()));
    }

    @AfterAll
    static void stop() {
        platform.close();
        receiver.stop(0);
    }

    private static void take(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var headers = new HashMap<String, List<String>>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), List.copyOf(values)));
        GOT.add(new Got(path, headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
        exchange.sendResponseHeaders(ANSWERS.getOrDefault(path, 204), -1);
        exchange.close();
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    private static List<Got> got(String path) {
        return GOT.stream().filter(it -> it.path().equals(path)).toList();
    }

    private static Got awaitGot(String path) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> got(path).stream().findFirst().orElse(null), Objects::nonNull);
    }

    private static String subscribe(String path, String more) {
        var answer = platform.anna().post("/api/v1/subscriptions", """
                {"url":"%s","events":["session.turn_*"],"secrets":["%s"]%s}""".formatted(url(path), OLD, more));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    private static void turnFinished(String workspace, String turn) {
        platform.tell(Topics.SESSION, "session.v1.TurnFinished", "ses_1", """
                {"session_id":"ses_1","workspace_id":"%s","turn_id":"%s","stop_reason":"end_turn","run_id":null,
                 "usage":{"input_tokens":1,"output_tokens":1,"cost_usd":"0.01"}}""".formatted(workspace, turn));
    }

    private static JsonNode get(String path) {
        var answer = platform.anna().get("/api/v1" + path);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static List<JsonNode> attempts(String subscription) {
        return get("/subscriptions/" + subscription + "/attempts")
                .get("data")
                .valueStream()
                .toList();
    }

    private static JsonNode patch(String subscription, String body) {
        var answer = platform.anna().patch("/api/v1/subscriptions/" + subscription, body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    /** As a receiver does it that knows nothing of us but the specification of Standard Webhooks. */
    private static void verify(String secret, Got got) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
        var signed = got.header("webhook-id") + "." + got.header("webhook-timestamp") + "." + got.body();
        var expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(Platform.bytes(signed)));
        assertThat(got.header("webhook-signature").split(" ")).contains(expected);
        long age = Clock.systemUTC().instant().getEpochSecond() - Long.parseLong(got.header("webhook-timestamp"));
        assertThat(age).isBetween(-5L, 60L);
    }

    @Test
    void tellsOfWhatWasAskedForSignedByEverySecret() throws Exception {
        var workspace = platform.workspace();
        var subscription = subscribe("/told", "");
        turnFinished(workspace, "trn_told");

        var first = awaitGot("/told");
        verify(OLD, first);
        assertThat(first.header("ce-depth")).isEqualTo("2");
        assertThat(first.body()).contains("\"type\":\"session.turn_finished\"", "trn_told", "\"subject\":\"ses_1\"");
        var attempt = await().atMost(Duration.ofSeconds(60))
                .until(() -> attempts(subscription).stream().findFirst().orElse(null), Objects::nonNull);
        assertThat(attempt.get("outcome").asString()).isEqualTo("delivered");
        assertThat(attempt.get("status").asInt()).isEqualTo(204);
        assertThat(attempt.get("message_id").asString()).isEqualTo(first.header("webhook-id"));

        patch(subscription, "{\"secrets\":[\"%s\",\"%s\"]}".formatted(OLD, NEW));
        turnFinished(workspace, "trn_rotating");
        await().atMost(Duration.ofSeconds(20)).until(() -> got("/told").size() == 2);
        verify(OLD, got("/told").get(1));
        verify(NEW, got("/told").get(1));

        var resent =
                platform.anna().post("/api/v1/attempts/" + attempt.get("id").asString() + "/resend", "");
        assertThat(resent.status()).as(resent.toString()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(20)).until(() -> got("/told").size() == 3);
        assertThat(got("/told").get(2).header("webhook-id")).isEqualTo(first.header("webhook-id"));
        assertThat(get("/subscriptions/" + subscription).toString()).doesNotContain("whsec", "MDEy", "YWJj");
        platform.anna().delete("/api/v1/subscriptions/" + subscription);
    }

    @Test
    void makesASecretWhereNoneIsGivenAndShowsItOnce() {
        var answer = platform.anna()
                .post(
                        "/api/v1/subscriptions",
                        "{\"url\":\"https://example.org/x\",\"events\":[\"*\"],\"enabled\":false}");

        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().get("secret").asString()).startsWith("whsec_");
        assertThat(answer.json().get("status").asString()).isEqualTo("disabled");
        var id = answer.json().get("id").asString();
        assertThat(get("/subscriptions/" + id).get("secret").isNull()).isTrue();
        assertThat(platform.anna().delete("/api/v1/subscriptions/" + id).status())
                .isEqualTo(204);
        assertThat(platform.anna().get("/api/v1/subscriptions/" + id).status()).isEqualTo(404);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> platform.service
                                .bean(JdbcClient.class)
                                .sql("select count(*) from subscription_secret where subscription_id = :id")
                                .param("id", id)
                                .query(Long.class)
                                .single()
                        == 0);
    }

    @Test
    void tellsNobodyOfWorkspacesThatTheyDoNotSee() {
        var annas = platform.workspace();
        var other = platform.workspace();
        var berts = platform.workspace(Platform.BERT, "private", "[]");
        subscribe("/mine", "");
        subscribe("/one", ",\"workspace_ids\":[\"" + annas + "\"]");
        turnFinished(berts, "trn_of_bert");
        turnFinished(other, "trn_of_other");
        turnFinished(annas, "trn_of_anna");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> got("/one").size() == 1 && got("/mine").size() == 2);
        assertThat(got("/one").getFirst().body()).contains("trn_of_anna");
        assertThat(GOT.stream().map(Got::body)).noneMatch(body -> body.contains("trn_of_bert"));
        var hidden = platform.anna().post("/api/v1/subscriptions", """
                {"url":"https://example.org","events":["*"],"workspace_ids":["%s"]}""".formatted(berts));
        assertThat(hidden.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/workspace_ids/0");
    }

    @Test
    void triesAgainAndPausesWhatFailsAgainAndAgainAndLosesNothing() {
        var workspace = platform.workspace();
        ANSWERS.put("/down", 302);
        var subscription = subscribe("/down", "");
        turnFinished(workspace, "trn_down");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/subscriptions/" + subscription)
                        .get("status")
                        .asString()
                        .equals("paused"));
        assertThat(get("/subscriptions/" + subscription)
                        .get("paused")
                        .get("code")
                        .asString())
                .isEqualTo("failures");
        assertThat(attempts(subscription))
                .hasSize(3)
                .allMatch(it -> it.get("status").asInt() == 302);
        var first = attempts(subscription).getLast().get("id").asString();
        assertThat(platform.anna()
                        .post("/api/v1/attempts/" + first + "/resend", "")
                        .status())
                .isEqualTo(409);
        turnFinished(workspace, "trn_meanwhile");
        ANSWERS.remove("/down");
        assertThat(patch(subscription, "{\"enabled\":true}").get("status").asString())
                .isEqualTo("active");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> got("/down").stream().anyMatch(it -> it.body().contains("trn_meanwhile")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> attempts(subscription).stream()
                                .filter(it -> it.get("outcome").asString().equals("delivered"))
                                .count()
                        == 2);
        assertThat(got("/down").stream().map(it -> it.header("webhook-id")).distinct())
                .hasSize(2);
    }

    @Test
    void endsWhereTheReceiverSaysThatItIsGone() {
        ANSWERS.put("/gone", 410);
        var subscription = subscribe("/gone", "");
        turnFinished(platform.workspace(), "trn_gone");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> get("/subscriptions/" + subscription)
                        .get("paused")
                        .path("code")
                        .asString("")
                        .equals("gone"));
        assertThat(got("/gone")).hasSize(1);
        assertThat(attempts(subscription).getFirst().get("outcome").asString()).isEqualTo("gave_up");
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        var answer = platform.anna().post("/api/v1/subscriptions", """
                {"url":"ftp://example.org","events":["a b"],"secrets":["short"]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("pointer").asString()))
                .containsExactlyInAnyOrder("/url", "/events/0", "/secrets/0");
        var nothing = platform.anna().post("/api/v1/subscriptions", "{}");
        assertThat(nothing.json().get("errors").size()).isEqualTo(2);
    }

    @Test
    void callsPrivateAddressesOnlyForAdministrators() {
        for (var url : List.of(
                "http://127.0.0.1:1/",
                "http://[::1]/",
                "http://169.254.169.254/latest",
                "http://0x7f000001/",
                "http://10.1/")) {
            var body = "{\"url\":\"%s\",\"events\":[\"*\"],\"enabled\":false}".formatted(url);
            assertThat(platform.anna().post("/api/v1/subscriptions", body).status())
                    .as(url)
                    .isEqualTo(400);
        }
        var admin = platform.service.as(ADMIN);
        var made = admin.post(
                "/api/v1/subscriptions", "{\"url\":\"http://127.0.0.1:1/\",\"events\":[\"*\"],\"enabled\":false}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        admin.delete("/api/v1/subscriptions/" + made.json().get("id").asString());
    }

    @Test
    void isForItsOwner() {
        var subscription = subscribe("/owned", "");

        assertThat(platform.bert().get("/api/v1/subscriptions/" + subscription).status())
                .isEqualTo(404);
        assertThat(platform.bert()
                        .get("/api/v1/subscriptions/" + subscription + "/attempts")
                        .status())
                .isEqualTo(404);
        assertThat(platform.bert()
                        .patch("/api/v1/subscriptions/" + subscription, "{\"enabled\":false}")
                        .status())
                .isEqualTo(404);
        assertThat(platform.bert()
                        .get("/api/v1/subscriptions")
                        .json()
                        .get("data")
                        .toString())
                .doesNotContain(subscription);
        assertThat(platform.service
                        .as(ADMIN)
                        .get("/api/v1/subscriptions/" + subscription)
                        .status())
                .isEqualTo(200);
        assertThat(platform.service.bean(Rebuilds.class).verify()).isEmpty();
    }

    /** It dies right after the receiver has the message and before anybody has written that down. */
    @Test
    void losesNothingWhenItDiesAfterSending(@TempDir Path folder) throws Exception {
        var workspace = platform.workspace();
        var subscription = subscribe("/crash", "");
        platform.service.close();
        for (int n = 0; n < 5; n++) {
            turnFinished(workspace, "trn_crash_" + n);
        }
        var dying = new HashMap<>(platform.properties());
        dying.put("agentdesk.fault", "outbound.sent@2");
        try (var replica = Replica.start("outbound", folder, dying, 0)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> !replica.isAlive());
        }
        assertThat(got("/crash")).isNotEmpty();
        platform.restart();

        await().atMost(Duration.ofSeconds(40))
                .until(() -> attempts(subscription).stream()
                                .filter(it -> it.get("outcome").asString().equals("delivered"))
                                .map(it -> it.get("message_id").asString())
                                .distinct()
                                .count()
                        == 5);
        for (int n = 0; n < 5; n++) {
            var turn = "\"trn_crash_" + n + "\"";
            var copies = got("/crash").stream()
                    .filter(it -> it.body().contains(turn))
                    .toList();
            assertThat(copies.stream().map(it -> it.header("webhook-id")).distinct())
                    .hasSize(1);
        }
        assertThat(got("/crash")).hasSizeGreaterThan(5);
    }
}
