package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.contracts.Topics;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.trigger.signature.Scheme;
import dev.agentdesk.trigger.signature.Secret;
import dev.agentdesk.trigger.signature.Signing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The Events API of Slack: its challenge, threads that are Sessions, and answers into the thread. */
class SlackIT {

    private static final String SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String TOKEN = "xoxb-canary-token";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final Principal ANYBODY =
            new Principal("anybody", "anonymous", "anybody", "viewer", List.of(), List.of(), null);

    private record Said(String authorization, JsonNode body) {}

    private static final List<Said> SAID = new CopyOnWriteArrayList<>();
    private static volatile String answer = "{\"ok\":true}";
    private static volatile int status = 200;

    private static HttpServer slack;
    private static Platform platform;

    @BeforeAll
    static void start() throws IOException {
        slack = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slack.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        slack.createContext("/api/chat.postMessage", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            SAID.add(new Said(exchange.getRequestHeaders().getFirst("Authorization"), JSON.readTree(body)));
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        slack.start();
        int port = slack.getAddress().getPort();
        platform = new Platform(Map.of(
                "agentdesk.slack.api", "http://127.0.0.1:" + port + "/api",
                "agentdesk.slack.retries", "PT0.3S,PT0.3S,PT0.3S",
                "egress.private-allow", "127.0.0.1:" + port));
    }

    @AfterAll
    static void stop() {
        platform.close();
        slack.stop(0);
    }

    private static String connector() {
        var made = platform.anna().post("/api/v1/connectors", """
                {"kind":"slack","name":"Chat","secrets":["%s"],"bot_token":"%s"}""".formatted(SECRET, TOKEN));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().get("scheme").asString()).isEqualTo("slack");
        assertThat(made.json().get("replies").asBoolean()).isTrue();
        assertThat(made.toString()).doesNotContain(TOKEN, SECRET);
        return made.json().get("id").asString();
    }

    private static ApiClient.Answer tell(String connector, String body) {
        return tell(connector, body, SECRET);
    }

    private static ApiClient.Answer tell(String connector, String body, String secret) {
        var headers = new ArrayList<String>();
        Signing.headers(
                        Scheme.named("slack").orElseThrow(),
                        new Secret("s", secret),
                        "x",
                        "x",
                        Platform.bytes(body),
                        Clock.systemUTC().instant())
                .forEach((name, value) -> headers.addAll(List.of(name, value)));
        return platform.service.as(ANYBODY).post("/hooks/" + connector, body, headers.toArray(String[]::new));
    }

    private static String mention(String id, String ts, String thread, String more) {
        return """
                {"type":"event_callback","event_id":"%s","event":{"type":"app_mention","channel":"C1","ts":"%s"%s%s,
                 "text":"please look"}}""".formatted(id, ts, thread.isEmpty() ? "" : ",\"thread_ts\":\"" + thread + "\"", more);
    }

    private static JsonNode onlyRun(String connector, String eventId) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> platform.deliveries(connector).stream()
                                .filter(it ->
                                        it.get("dedupe").get("key").asString().equals(eventId)
                                                && it.get("runs").size() == 1)
                                .findFirst()
                                .map(it -> run(it.get("runs").get(0).asString()))
                                .orElse(null),
                        java.util.Objects::nonNull);
    }

    private static JsonNode run(String id) {
        return platform.anna().get("/api/v1/runs/" + id).json();
    }

    private static String sharedSession(String run) {
        var fact = Platform.heard(Topics.TRIGGER, run, 1).getFirst();
        return JSON.readTree(fact.value()).get("session_id").asString();
    }

    private static void finish(String workspace, String run, String session, String turn) {
        platform.tell(Topics.SESSION, "session.v1.TurnFinished", session, """
                {"session_id":"%s","workspace_id":"%s","turn_id":"%s","stop_reason":"end_turn","run_id":"%s",
                 "usage":{"input_tokens":1,"output_tokens":1,"cost_usd":null}}""".formatted(session, workspace, turn, run));
    }

    private static JsonNode awaitReply(String run, String status) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> run(run).get("reply"),
                        reply -> reply.path("status").asString("").equals(status));
    }

    @Test
    void answersTheChallengeAndNobodyWhoForgesIt() {
        var connector = connector();
        var challenge = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}";

        assertThat(tell(connector, challenge).status()).isEqualTo(200);
        assertThat(tell(connector, challenge).text()).isEqualTo("{\"challenge\":\"abc\"}");
        assertThat(tell(connector, challenge, "another-secret").status()).isEqualTo(401);
        assertThat(platform.deliveries(connector)).isEmpty();
    }

    @Test
    void makesOneSessionOfAThreadAndAnswersIntoItAlsoWhenSlackWasAway() {
        var workspace = platform.workspace();
        var connector = connector();
        platform.route(connector, workspace, "event.type == 'app_mention'", "Look");
        var begun = Clock.systemUTC().instant();
        assertThat(tell(connector, mention("Ev1", "100.1", "", "")).status()).isEqualTo(202);
        assertThat(Duration.between(begun, Clock.systemUTC().instant())).isLessThan(Duration.ofSeconds(3));
        tell(connector, mention("Ev1", "100.1", "", ""));
        tell(connector, mention("Ev2", "100.2", "100.1", ""));
        tell(connector, mention("Ev3", "200.1", "", ""));

        var first = onlyRun(connector, "Ev1").get("id").asString();
        var second = onlyRun(connector, "Ev2").get("id").asString();
        var other = onlyRun(connector, "Ev3").get("id").asString();
        var session = sharedSession(first);
        assertThat(sharedSession(second)).isEqualTo(session);
        assertThat(sharedSession(other)).isNotEqualTo(session);
        assertThat(platform.deliveries(connector)).hasSize(3);

        status = 503;
        platform.spoken(session, """
                {"data":[{"turn_id":"trn_2","content":[{"type":"text","text":"later"}]},
                 {"turn_id":"trn_1","content":[{"type":"text","text":"Fixed <!channel> & done"}]}]}""");
        finish(workspace, first, session, "trn_1");
        awaitReply(first, "waiting");
        await().atMost(Duration.ofSeconds(60)).until(() -> !SAID.isEmpty());
        status = 200;
        awaitReply(first, "sent");

        var said = SAID.getLast();
        assertThat(said.authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(said.body().get("channel").asString()).isEqualTo("C1");
        assertThat(said.body().get("thread_ts").asString()).isEqualTo("100.1");
        assertThat(said.body().get("text").asString()).isEqualTo("Fixed &lt;!channel&gt; &amp; done");
        assertThat(SAID.stream()
                        .map(it -> it.body().get("client_msg_id").asString())
                        .distinct())
                .hasSize(1);

        answer = "{\"ok\":false,\"error\":\"not_in_channel\"}";
        platform.tell(Topics.SESSION, "session.v1.RunRefused", session, """
                {"run_id":"%s","workspace_id":"%s","code":"busy"}""".formatted(other, workspace));
        assertThat(awaitReply(other, "failed").get("error").asString()).isEqualTo("not_in_channel");
        assertThat(SAID.getLast().body().get("text").asString()).contains("busy");
        answer = "{\"ok\":true}";
    }

    @Test
    void startsNothingForWhatBotsSayItselfIncluded() {
        var connector = connector();
        var route = platform.route(connector, platform.workspace(), "event.type == 'app_mention'", "Look");
        tell(connector, mention("Ev9", "300.1", "", ",\"bot_id\":\"B1\""));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> platform.only(connector).get("status").asString().equals("matched_nothing"));
        var delivery = platform.anna()
                .get("/api/v1/deliveries/" + platform.only(connector).get("id").asString())
                .json();
        assertThat(delivery.at("/routes/0/route_id").asString()).isEqualTo(route);
        assertThat(delivery.at("/routes/0/trace/0/value").asString()).isEqualTo("B1");
    }

    @Test
    void saysWhatDoesNotFitAndChangesItsToken() {
        var wrong = platform.anna().post("/api/v1/connectors", """
                {"kind":"slack","name":"Chat","scheme":"github","sources":["x"]}""");
        assertThat(wrong.json()
                        .get("errors")
                        .valueStream()
                        .map(it -> it.get("pointer").asString()))
                .contains("/scheme", "/sources");
        var unsigned = platform.anna().post("/api/v1/connectors", "{\"kind\":\"slack\",\"name\":\"Chat\"}");
        assertThat(unsigned.json().get("errors").get(0).get("pointer").asString())
                .isEqualTo("/secrets");
        var hook = platform.anna().post("/api/v1/connectors", """
                {"kind":"webhook","name":"x","scheme":"github","secrets":["0123456789"],"bot_token":"x"}""");
        assertThat(hook.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/bot_token");
        var connector = connector();
        var muted = platform.anna().patch("/api/v1/connectors/" + connector, "{\"bot_token\":\"\"}");
        assertThat(muted.status()).as(muted.toString()).isEqualTo(200);
        assertThat(muted.json().get("replies").asBoolean()).isFalse();
        assertThat(muted.json().get("secrets").size()).isEqualTo(1);
    }
}
