package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.trigger.signature.Scheme;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is let in becomes one delivery, is routed, and is routed again when asked. */
class HookIT extends HookDoor {

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
}
