package dev.agentdesk.workspace.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.testkit.service.ApiClient;
import dev.agentdesk.workspace.SharedDesk;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Providers through the service; the provider itself is a small HTTP server on loopback. */
class ProviderIT {

    private static final String PATH = "/api/v1/providers";
    private static final String KEY = "sk-planted-0123456789abcdef";

    private static final List<String> CALLS = new CopyOnWriteArrayList<>();

    private static HttpServer model;
    private static ApiClient admin;

    @BeforeAll
    static void start() throws Exception {
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.createContext("/", exchange -> {
            var key = exchange.getRequestHeaders().getFirst("x-api-key");
            var bearer = exchange.getRequestHeaders().getFirst("Authorization");
            CALLS.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + key + " " + bearer);
            boolean known = KEY.equals(key) || ("Bearer " + KEY).equals(bearer);
            var answer = (known
                            ? "{\"data\":[{\"id\":\"large\"},{\"id\":\"small\"}]}"
                            : "{\"error\":{\"message\":\"the key " + key + " is not known\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        model.start();
        admin = SharedDesk.admin();
    }

    @AfterAll
    static void stop() {
        model.stop(0);
    }

    @Test
    void keepsAProviderWhoseKeyNobodyReadsAgain() {
        var created = admin.post(PATH, provider("planted", "anthropic", url(), KEY));
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        var answer = admin.get(created.header("Location"));
        assertThat(answer.json().path("has_key").asBoolean()).isTrue();
        assertThat(answer.json().path("base_url").asString()).isEqualTo(url());
        assertThat(answer.json().at("/prices/large/input_usd_per_mtok").asString())
                .isEqualTo("2.5");
        assertThat(answer.json().at("/models/0/context_window").asInt()).isEqualTo(200_000);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.text() + answer.text() + admin.get(PATH).text()).doesNotContain(KEY);
        assertThat(database()).doesNotContain(KEY);
    }

    @Test
    void comparesTwoVersionsAndShowsNoKey() {
        var id = create(provider("compared", "anthropic", url(), KEY));
        var changed = admin.patch(PATH + "/" + id, "{\"name\":\"renamed\",\"api_key\":\"sk-second-planted-key\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        var answer = admin.get(PATH + "/" + id + "/diff?from=1&to=2");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("changes").toString())
                .isEqualTo("[{\"path\":\"/name\",\"old\":\"compared\",\"new\":\"renamed\"}]");
        assertThat(admin.get(PATH + "/" + id + "/diff?from=1&to=9").status()).isEqualTo(404);
    }

    @Test
    void answersARepeatWithTheSameProvider() {
        var body = provider("repeated", "openai", url(), KEY);
        var first = admin.post(PATH, body, "Idempotency-Key", "provider-1");
        var second = admin.post(PATH, body, "Idempotency-Key", "provider-1");
        assertThat(id(second.json())).isEqualTo(id(first.json()));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void asksTheProviderWithItsKeyOnEachWire() {
        for (var wire : Map.of("anthropic", KEY + " null", "openai", "null Bearer " + KEY)
                .entrySet()) {
            CALLS.clear();
            var id = create(provider("called", wire.getKey(), url(), KEY));
            var trial = admin.post(PATH + "/" + id + "/test", null).json();
            assertThat(trial.path("ok").asBoolean()).as(trial.toString()).isTrue();
            assertThat(CALLS).containsExactly("GET /v1/models " + wire.getValue());
            var models = admin.get(PATH + "/" + id + "/models").json();
            assertThat(models.path("data").findValuesAsString("name")).containsExactly("large", "small");
            assertThat(models.at("/data/0/configured").asBoolean()).isTrue();
            assertThat(models.at("/data/1/configured").asBoolean()).isFalse();
        }
    }

    @Test
    void asksAModelForOneToken() {
        CALLS.clear();
        var id = create(provider("replies", "openai", url() + "/v1/", KEY));
        assertThat(admin.post(PATH + "/" + id + "/test", "{\"model\":\"large\"}")
                        .json()
                        .path("ok")
                        .asBoolean())
                .isTrue();
        assertThat(CALLS.getFirst()).startsWith("POST /v1/chat/completions");
    }

    @Test
    void saysWhyAProviderDoesNotAnswerWithoutItsKey() {
        var wrong = create(provider("wrong key", "anthropic", url(), "sk-other-planted-key"));
        var trial = admin.post(PATH + "/" + wrong + "/test", null);
        assertThat(trial.status()).isEqualTo(200);
        assertThat(trial.json().path("code").asString()).isEqualTo("key_refused");
        assertThat(trial.json().path("detail").asString()).isEqualTo("the key *** is not known");
        var absent = create(provider("absent", "anthropic", "http://127.0.0.1:1", KEY));
        assertThat(admin.get(PATH + "/" + absent + "/models")
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("unreachable");
    }

    @Test
    void letsOnlyAdministratorsPointIntoThePrivateNetwork() {
        var member = SharedDesk.member("usr_5", "library:write", "library:read", "secrets:write");
        var refused = member.post(PATH, provider("inner", "openai", url(), KEY));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/base_url");
        assertThat(refused.text()).doesNotContain(KEY);
        // A name says nothing before it is resolved: the call itself is refused.
        var named = member.post(PATH, provider("named", "openai", "http://localhost", KEY));
        assertThat(member.post(PATH + "/" + id(named.json()) + "/test", null)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("address_refused");
    }

    @Test
    void takesTheKeyAwayFromAProviderThatMoves() {
        var id = create(provider("moves", "openai", url(), KEY));
        var moved = admin.patch(PATH + "/" + id, "{\"base_url\":\"http://127.0.0.1:1\"}");
        assertThat(moved.json().path("has_key").asBoolean()).isFalse();
        var renamed = admin.patch(PATH + "/" + id, "{\"name\":\"moved\",\"api_key\":\"" + KEY + "\"}");
        assertThat(renamed.json().path("has_key").asBoolean()).isTrue();
        assertThat(renamed.json().path("version").asLong()).isEqualTo(3);
        var same = admin.patch(PATH + "/" + id, "{\"api_key\":\"" + KEY + "\"}");
        assertThat(same.json().path("version").asLong()).isEqualTo(3);
        var versions = admin.get(PATH + "/" + id + "/versions").json().path("data");
        assertThat(versions.valueStream().map(it -> it.path("name").asString()))
                .containsExactly("moved", "moves", "moves");
        assertThat(admin.get(PATH + "/" + id + "/versions/1")
                        .json()
                        .path("base_url")
                        .asString())
                .isEqualTo(url());
    }

    @Test
    void refusesAStaleWrite() {
        var id = create(provider("stale", "openai", url(), null));
        assertThat(admin.patch(PATH + "/" + id, "{\"name\":\"new\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(200);
        assertThat(admin.patch(PATH + "/" + id, "{\"name\":\"newer\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void isPrivateUntilItIsPublicAndItsOwnersAlone() {
        var id = create(provider("seen", "openai", "https://models.example", null));
        var other = SharedDesk.member("usr_6", "library:read", "library:write");
        assertThat(other.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(other.get(PATH).text()).doesNotContain(id);
        admin.patch(PATH + "/" + id, "{\"visibility\":\"public\"}");
        assertThat(other.get(PATH + "/" + id).status()).isEqualTo(200);
        assertThat(other.patch(PATH + "/" + id, "{\"name\":\"mine\"}").code()).isEqualTo("forbidden");
        assertThat(other.delete(PATH + "/" + id).code()).isEqualTo("forbidden");
        var reader = SharedDesk.member("usr_6", "library:read");
        assertThat(reader.post(PATH, provider("x", "openai", "https://a.example", null))
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("library:write");
        assertThat(other.post(PATH, provider("x", "openai", "https://a.example", KEY))
                        .json()
                        .path("required_scope")
                        .asString())
                .isEqualTo("secrets:write");
    }

    @Test
    void comesBackWhenItWasDeleted() {
        var id = create(provider("gone", "openai", url(), KEY));
        assertThat(admin.delete(PATH + "/" + id).status()).isEqualTo(204);
        assertThat(admin.get(PATH + "/" + id).status()).isEqualTo(404);
        assertThat(admin.patch(PATH + "/" + id, "{\"name\":\"x\"}").code()).isEqualTo("conflict");
        assertThat(admin.post(PATH + "/" + id + "/undelete", null)
                        .json()
                        .path("has_key")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void isNamedByConfigurationsOfThoseWhoMayUseIt() {
        var id = create(provider("used", "openai", url(), KEY));
        var config = "{\"engine\":{\"kind\":\"model\",\"provider\":\"" + id + "\"},\"model\":{\"name\":\"large\"}}";
        var body = "{\"name\":\"thinks\",\"start\":false,\"config\":" + config + "}";
        var mine = admin.post("/api/v1/workspaces", body);
        assertThat(mine.status()).as(mine.text()).isEqualTo(201);
        var other = SharedDesk.member("usr_7", "workspaces:write", "workspaces:read");
        var refused = other.post("/api/v1/workspaces", body);
        assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/config/engine/provider");
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("unknown-provider");

        var runner = SharedDesk.service().asService("session-service");
        var path = "/internal/workspaces/" + id(mine.json());
        var turn = runner.post(path + "/turn-context", "{\"session_id\":\"ses_1\",\"turn_id\":\"trn_1\"}")
                .json()
                .path("provider");
        assertThat(turn.path("api_key").asString()).isEqualTo(KEY);
        assertThat(turn.path("base_url").asString()).isEqualTo(url() + "/v1");
        assertThat(turn.path("private_allowed").asBoolean()).isTrue();
        assertThat(turn.at("/prices/large/output_usd_per_mtok").asString()).isEqualTo("10");
        assertThat(runner.get(path + "/config?version=1").json().path("provider"))
                .isEqualTo(turn);
        admin.delete(PATH + "/" + id);
        assertThat(runner.get(path + "/config").json().path("provider").isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/name",
                "{\"name\":\"x\",\"wire\":\"smoke\",\"base_url\":\"https://a.example\"}|/wire",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"ftp://a.example\"}|/base_url",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://u:p@a.example\"}|/base_url",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://a.example?x=1\"}|/base_url",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://a.example\",\"api_key\":\"a b\"}|/api_key",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://a.example\",\"models\":[7]}|/models/0",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://a.example\",\"prices\":{\"m\":{}}}"
                        + "|/prices/m/input_usd_per_mtok",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://a.example\",\"visibility\":\"team\"}|/visibility",
                "{\"name\":\"x\",\"wire\":\"openai\",\"base_url\":\"https://a.example\",\"colour\":1}|/colour",
            })
    void refusesABadBody(String body, String pointer) {
        var answer = admin.post(PATH, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void rebuildsToTheSameRows() {
        create(provider("rebuilt", "openai", url(), KEY));
        assertThat(SharedDesk.service().bean(Rebuilds.class).verify()).isEmpty();
    }

    /** Everything that the service has stored, as text. */
    private static String database() {
        var db = SharedDesk.service().bean(JdbcClient.class);
        var text = new StringBuilder();
        for (var table : List.of("domain_event", "library_entry", "secret", "idempotency", "snapshot_event")) {
            db.sql("select t::text from " + table + " t")
                    .query(String.class)
                    .list()
                    .forEach(text::append);
        }
        db.sql("select convert_from(payload, 'UTF8') from domain_event")
                .query(String.class)
                .list()
                .forEach(text::append);
        return text.toString();
    }

    private static String provider(String name, String wire, String url, String key) {
        return "{\"name\":\"" + name + "\",\"wire\":\"" + wire + "\",\"base_url\":\"" + url + "\""
                + (key == null ? "" : ",\"api_key\":\"" + key + "\"")
                + ",\"models\":[{\"name\":\"large\",\"context_window\":200000}]"
                + ",\"prices\":{\"large\":{\"input_usd_per_mtok\":2.5,\"output_usd_per_mtok\":\"10\"}}}";
    }

    private static String create(String body) {
        var answer = admin.post(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return id(answer.json());
    }

    private static String url() {
        return "http://127.0.0.1:" + model.getAddress().getPort();
    }

    private static String id(JsonNode entry) {
        return entry.path("id").asString();
    }
}
