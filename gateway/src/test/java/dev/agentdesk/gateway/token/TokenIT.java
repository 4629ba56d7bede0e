package dev.agentdesk.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.infrastructure.ServiceProperties;
import dev.agentdesk.testkit.service.ApiClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokenIT {

    private static PlayedService service;
    private static RunningGateway gateway;
    private static RunningGateway replica;
    private static ApiClient admin;

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
    void refusesEveryWrongCredentialInTheSameWords() {
        var unknown = TokenText.random(new SecureRandom());
        var answers = new ApiClient.Answer[] {
            gateway.anonymous().get("/api/v1/me"),
            gateway.with(unknown).get("/api/v1/me"),
            gateway.with(unknown.substring(0, 42) + "x").get("/api/v1/me"),
            gateway.with("adk_").get("/api/v1/me"),
            gateway.with("' or 1=1 --").get("/api/v1/me"),
            gateway.with(revoked()).get("/api/v1/me"),
            gateway.anonymous().get("/api/v1/me", "Authorization", "Basic YTpi"),
            gateway.anonymous().get("/api/v1/me", "Cookie", "agentdesk-0=nonsense")
        };
        for (var answer : answers) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(constant(answer)).isEqualTo(constant(answers[0]));
        }
    }

    @Test
    void doesNotLetACookieRescueAWrongToken() {
        var code = gateway.signInCode();
        var signedIn = gateway.anonymous().post("/api/v1/auth/links/redeem", "{\"code\":\"" + code + "\"}");
        var cookie = signedIn.header("Set-Cookie").split(";")[0];
        assertThat(gateway.anonymous().get("/api/v1/me", "Cookie", cookie).status())
                .isEqualTo(200);
        assertThat(gateway.with("adk_wrong").get("/api/v1/me", "Cookie", cookie).status())
                .isEqualTo(401);
    }

    @Test
    void showsTheSecretOnce() {
        var made = make("{\"name\":\"ci\",\"scopes\":[\"sessions:read\"]}");
        assertThat(made.status()).isEqualTo(201);
        var secret = made.json().path("token").asString();
        assertThat(secret).matches("adk_[0-9a-hjkmnp-tv-z]{39}");
        var shown = admin.get(made.header("Location"));
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.json().path("name").asString()).isEqualTo("ci");
        assertThat(shown.text() + admin.get("/api/v1/service-tokens").text()).doesNotContain(secret);
    }

    @Test
    void keepsTheSecretNowhere() {
        var secret = make("{\"name\":\"kept nowhere\",\"scopes\":[\"sessions:read\"]}", "Idempotency-Key", "nowhere")
                .json()
                .path("token")
                .asString();
        var db = gateway.bean(JdbcClient.class);
        var tables = db.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();
        for (var table : tables) {
            var rows = db.sql("select coalesce(string_agg(t::text, ' '), '') from " + table + " t")
                    .query(String.class)
                    .single();
            assertThat(rows).as(table).doesNotContain(secret);
        }
        var payloads = db.sql("select string_agg(convert_from(payload, 'UTF8'), ' ') from domain_event")
                .query(String.class)
                .single();
        assertThat(payloads).contains("kept nowhere").doesNotContain(secret);
    }

    @Test
    void repeatsARequestWithoutItsSecret() {
        var first = make("{\"name\":\"again\",\"scopes\":[\"sessions:read\"]}", "Idempotency-Key", "k1");
        var second = make("{\"name\":\"again\",\"scopes\":[\"sessions:read\"]}", "Idempotency-Key", "k1");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.json().path("token").isNull()).isTrue();
        assertThat(make("{\"name\":\"other\",\"scopes\":[\"sessions:read\"]}", "Idempotency-Key", "k1")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void saysWhichScopeIsMissing() {
        var poor = gateway.with(gateway.token("sessions:read"));
        var answer = poor.get("/api/v1/audit");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("forbidden");
        assertThat(answer.json().path("required_scope").asString()).isEqualTo("audit:read");
        assertThat(poor.get("/api/v1/service-tokens")
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("admin");
        assertThat(poor.post("/api/v1/ops/verify", null)
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("ops:write");
    }

    @Test
    void hasNoRightOverTheInstanceWhenItIsLimitedToSomeWorkspaces() {
        var body = "{\"name\":\"x\",\"scopes\":[\"admin\"],\"workspace_ids\":[\"wrk_01kjmn3s00e0s8qjr2h1m7w5d0\"]}";
        var limited = gateway.with(make(body).json().path("token").asString());
        for (String path : new String[] {"/api/v1/service-tokens", "/api/v1/audit", "/api/v1/ops/projections"}) {
            assertThat(limited.get(path).status()).isEqualTo(403);
        }
        assertThat(limited.post("/api/v1/service-tokens", body).status()).isEqualTo(403);
        assertThat(limited.post("/api/v1/ops/verify", null).status()).isEqualTo(403);
        assertThat(limited.get("/api/v1/workspaces").status()).isEqualTo(200);
        assertThat(limited.get("/api/v1/me").json().path("workspace_ids").size())
                .isEqualTo(1);
    }

    @Test
    void isInvalidAtOnceOnEveryReplicaWhenItIsRevoked() {
        var made = make("{\"name\":\"short\",\"scopes\":[\"sessions:read\"]}").json();
        var secret = made.path("token").asString();
        assertThat(replica.with(secret).get("/api/v1/sessions").status()).isEqualTo(200);
        var path = "/api/v1/service-tokens/" + made.path("id").asString();
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(replica.with(secret).get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(gateway.with(secret).get("/api/v1/sessions").status()).isEqualTo(401);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(admin.get(path).json().path("revoked_at").asString()).isNotEmpty();
    }

    @Test
    void isInvalidWhenItsTimeIsOver() {
        var until = Instant.now().plusMillis(1_500);
        var secret = make("{\"name\":\"brief\",\"scopes\":[\"sessions:read\"],\"expires_at\":\"" + until + "\"}")
                .json()
                .path("token")
                .asString();
        assertThat(gateway.with(secret).get("/api/v1/sessions").status()).isEqualTo(200);
        await().until(() -> gateway.with(secret).get("/api/v1/sessions").status() == 401);
        assertThat(Instant.now()).isAfterOrEqualTo(until);
    }

    @Test
    void expiresInNinetyDaysUnlessItSaysOtherwise() {
        var expires = make("{\"name\":\"default\",\"scopes\":[\"sessions:read\"]}")
                .json()
                .path("expires_at")
                .asString();
        var days = java.time.Duration.between(Instant.now(), Instant.parse(expires))
                        .toHours()
                / 24.0;
        assertThat(days).isBetween(89.9, 90.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"scopes\":[\"admin\"]} | /name",
                "{\"name\":\" \",\"scopes\":[\"admin\"]} | /name",
                "{\"name\":\"a\\u0000b\",\"scopes\":[\"admin\"]} | /name",
                "{\"name\":\"a\\ud800b\",\"scopes\":[\"admin\"]} | /name",
                "{\"name\":\"x\"} | /scopes",
                "{\"name\":\"x\",\"scopes\":[]} | /scopes",
                "{\"name\":\"x\",\"scopes\":[\"sessions:read\",\"sessions:fly\"]} | /scopes/1",
                "{\"name\":\"x\",\"scopes\":[null]} | /scopes/0",
                "{\"name\":\"x\",\"scopes\":[\"admin\",\"admin\"]} | /scopes",
                "{\"name\":\"x\",\"scopes\":[\"admin\"],\"workspace_ids\":[\"nope\"]} | /workspace_ids/0",
                "{\"name\":\"x\",\"scopes\":[\"admin\"],\"workspace_ids\":[]} | /workspace_ids",
                "{\"name\":\"x\",\"scopes\":[\"admin\"],\"expires_at\":\"2020-01-01T00:00:00Z\"} | /expires_at",
                "{\"name\":\"x\",\"scopes\":[\"admin\"],\"expires_at\":\"2999-01-01T00:00:00Z\"} | /expires_at",
                "{\"name\":\"x\",\"scopes\":\"admin\"} | /scopes",
                "{\"name\":\"x\",\"scopes\":[\"admin\"],\"surprise\":1} | /surprise"
            })
    void refusesAWrongFieldByItsPointer(String body, String pointer) {
        var before = admin.get("/api/v1/service-tokens").text();
        var answer = make(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
        assertThat(admin.get("/api/v1/service-tokens").text()).isEqualTo(before);
    }

    @Test
    void refusesMalformedJson() {
        assertThat(make("{\"name\":").code()).isEqualTo("malformed-json");
    }

    @Test
    void answersAnUnknownIdAsNotFound() {
        assertThat(admin.get("/api/v1/service-tokens/tok_x").code()).isEqualTo("not-found");
        assertThat(admin.delete("/api/v1/service-tokens/tok_x").code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "bm9uZQ", "AAAA", "OTk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFogZXZ0XzA"})
    void refusesACursorThatIsNoneOfItsOwn(String cursor) {
        for (String path : new String[] {"/api/v1/service-tokens", "/api/v1/audit"}) {
            var answer = admin.get(path + "?cursor=" + cursor.replace("%", "%25"));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo("?cursor");
        }
    }

    @Test
    void listsNewestFirstInPages() {
        var one = make("{\"name\":\"page one\",\"scopes\":[\"sessions:read\"]}")
                .json()
                .path("id")
                .asString();
        var two = make("{\"name\":\"page two\",\"scopes\":[\"sessions:read\"]}")
                .json()
                .path("id")
                .asString();
        var first = admin.get("/api/v1/service-tokens?limit=1").json();
        assertThat(first.at("/data/0/id").asString()).isEqualTo(two);
        var cursor = first.path("next_cursor").asString();
        var second =
                admin.get("/api/v1/service-tokens?limit=1&cursor=" + cursor).json();
        assertThat(second.at("/data/0/id").asString()).isEqualTo(one);
        assertThat(admin.get("/api/v1/service-tokens?limit=0").status()).isEqualTo(400);
    }

    @Test
    void isInTheAudit() {
        var id = make("{\"name\":\"audited\",\"scopes\":[\"sessions:read\"]}")
                .json()
                .path("id")
                .asString();
        admin.delete("/api/v1/service-tokens/" + id);
        await().untilAsserted(() -> {
            var audit = admin.get("/api/v1/audit?limit=200").json().path("data");
            assertThat(audit.findValuesAsString("action"))
                    .contains("account.created", "service_token.created", "service_token.revoked");
            assertThat(audit.findValuesAsString("subject_id")).contains(id);
        });
    }

    private static ApiClient.Answer make(String body, String... headers) {
        return admin.post("/api/v1/service-tokens", body, headers);
    }

    private static String revoked() {
        var made = make("{\"name\":\"revoked\",\"scopes\":[\"admin\"]}").json();
        admin.delete("/api/v1/service-tokens/" + made.path("id").asString());
        return made.path("token").asString();
    }

    private static String constant(ApiClient.Answer answer) {
        return answer.text().replaceAll("cor_[0-9a-z]+", "");
    }
}
