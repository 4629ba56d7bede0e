package dev.agentdesk.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EndpointIT {

    private static Platform platform;

    @BeforeAll
    static void start() {
        platform = new Platform(Map.of());
    }

    @AfterAll
    static void stop() {
        platform.close();
    }

    @Nested
    class Connectors {

        @Test
        void areMadeReadChangedAndDeleted() {
            var made = platform.anna().post("/api/v1/connectors", """
                    {"kind":"kafka","name":"CI","sources":["urn:a"],"types":["t"]}""");
            assertThat(made.status()).isEqualTo(201);
            var path = made.header("Location");
            assertThat(path).matches("/api/v1/connectors/con_[0-9a-z]{26}");
            assertThat(made.header("ETag")).isEqualTo("\"1\"");
            var read = platform.anna().get(path);
            assertThat(read.json()).isEqualTo(made.json());
            assertThat(read.json().get("created_at").asString())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

            var changed = platform.anna().patch(path, "{\"name\":\"CI 2\",\"types\":[]}", "If-Match", "\"1\"");
            assertThat(changed.status()).isEqualTo(200);
            assertThat(changed.header("ETag")).isEqualTo("\"3\"");
            assertThat(changed.json().get("name").asString()).isEqualTo("CI 2");
            assertThat(changed.json().get("types").isEmpty()).isTrue();
            assertThat(changed.json().get("sources").get(0).asString()).isEqualTo("urn:a");

            var stale = platform.anna().patch(path, "{\"name\":\"CI 3\"}", "If-Match", "\"1\"");
            assertThat(stale.status()).isEqualTo(412);
            assertThat(stale.code()).isEqualTo("precondition-failed");
            assertThat(platform.anna().delete(path, "If-Match", "\"2\"").status())
                    .isEqualTo(412);

            assertThat(platform.anna().delete(path, "If-Match", "\"3\"").status())
                    .isEqualTo(204);
            assertThat(platform.anna().get(path).status()).isEqualTo(404);
            assertThat(platform.anna().delete(path).status()).isEqualTo(404);
        }

        @Test
        void areMadeOncePerIdempotencyKey() {
            var key = Platform.id("key");
            var body = "{\"kind\":\"kafka\",\"name\":\"once\",\"sources\":[\"urn:once\"]}";
            var first = platform.anna().post("/api/v1/connectors", body, "Idempotency-Key", key);
            var again = platform.anna().post("/api/v1/connectors", body, "Idempotency-Key", key);

            assertThat(again.status()).isEqualTo(201);
            assertThat(again.header("Location")).isEqualTo(first.header("Location"));
            assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '\0',
                value = {
                    "{\"kind\":\"pigeon\",\"name\":\"n\",\"sources\":[\"s\"]} ; /kind",
                    "{\"kind\":\"carrier-pigeon\",\"name\":\"n\",\"sources\":[\"s\"]} ; /kind",
                    "{\"name\":\"n\",\"sources\":[\"s\"]} ; /kind",
                    "{\"kind\":\"kafka\",\"sources\":[\"s\"]} ; /name",
                    "{\"kind\":\"kafka\",\"name\":\" \",\"sources\":[\"s\"]} ; /name",
                    "{\"kind\":\"kafka\",\"name\":\"a\\u0007b\",\"sources\":[\"s\"]} ; /name",
                    "{\"kind\":\"kafka\",\"name\":\"a\\ud800\",\"sources\":[\"s\"]} ; /name",
                    "{\"kind\":\"kafka\",\"name\":\"a\",\"sources\":[\"s\\u0000\"]} ; /sources/0",
                    "{\"kind\":\"kafka\",\"name\":\"n\"} ; /sources",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[]} ; /sources",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[\"s\",\"\"]} ; /sources/1",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[null]} ; /sources/0",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":\"s\"} ; /sources",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[\"s\"],\"types\":[\"\"]} ; /types/0",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[\"s\"],\"secrets\":[\"x\"]} ; /secrets",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[\"s\"],\"color\":1} ; /color",
                    "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[\"s\"],\"enabled\":\"yes\"} ; /enabled",
                    "{\"kind\":\"kafka\",\"name\":5,\"sources\":[\"s\"]} ; /name",
                })
        void areRefusedWithAPointerAndNothingIsStored(String body, String pointer) {
            long before = events();

            var answer = platform.anna().post("/api/v1/connectors", body);

            assertProblem(answer, 400, "invalid-request");
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
            assertThat(events()).isEqualTo(before);
        }

        @Test
        void tellEverythingThatIsWrongAtOnce() {
            var answer = platform.anna().post("/api/v1/connectors", "{\"types\":[\"\",\"\"]}");

            assertThat(answer.json()
                            .get("errors")
                            .valueStream()
                            .map(e -> e.get("pointer").asString()))
                    .containsExactly("/kind", "/name", "/sources", "/types/0", "/types/1");
        }

        @Test
        void areListedNewestFirstInPages() {
            var mine = Platform.member(Platform.id("usr"));
            var client = platform.service.as(mine);
            var made = new ArrayList<String>();
            for (int n = 0; n < 5; n++) {
                made.addFirst(
                        client.post("/api/v1/connectors", """
                        {"kind":"kafka","name":"n","sources":["urn:p"]}""").json().get("id").asString());
            }
            var found = new ArrayList<String>();
            String cursor = "";
            do {
                var page = client.get("/api/v1/connectors?limit=2" + cursor).json();
                page.get("data")
                        .valueStream()
                        .forEach(connector -> found.add(connector.get("id").asString()));
                cursor = page.get("next_cursor").isNull()
                        ? null
                        : "&cursor=" + page.get("next_cursor").asString();
            } while (cursor != null);

            assertThat(found).isEqualTo(made);
        }
    }

    @Nested
    class Routes {

        @Test
        void areMadeReadChangedAndDeleted() {
            var connector = platform.connector("urn:routes");
            var workspace = platform.workspace();
            var made = platform.anna().post("/api/v1/connectors/" + connector + "/routes", """
                    {"name":"n","workspace_id":"%s","filter":"event.type == 'x'","prompt":"Do {{body.a}}","on_busy":"reject"}""".formatted(workspace));
            assertThat(made.status()).isEqualTo(201);
            var path = made.header("Location");
            assertThat(platform.anna().get(path).json()).isEqualTo(made.json());
            assertThat(made.json().get("on_busy").asString()).isEqualTo("reject");
            assertThat(made.json().get("enabled").asBoolean()).isTrue();

            var changed =
                    platform.anna().patch(path, "{\"filter\":\"event.type == 'y'\"}", "If-Match", made.header("ETag"));
            assertThat(changed.json().get("filter").asString()).isEqualTo("event.type == 'y'");
            assertThat(changed.json().get("version").asLong()).isEqualTo(2);
            assertThat(platform.anna()
                            .patch(path, "{\"name\":\"z\"}", "If-Match", "\"1\"")
                            .status())
                    .isEqualTo(412);
            assertThat(platform.anna()
                            .patch(path, "{\"name\":\"z\"}", "If-Match", "nonsense")
                            .status())
                    .isEqualTo(412);
            assertThat(platform.anna()
                            .get("/api/v1/connectors/" + connector + "/routes")
                            .json()
                            .get("data")
                            .size())
                    .isOne();

            assertThat(platform.anna().delete(path).status()).isEqualTo(204);
            assertThat(platform.anna().get(path).status()).isEqualTo(404);
        }

        @Test
        void mayNameAWorkspaceByItsSlug() {
            var connector = platform.connector("urn:slug");
            var workspace = platform.workspace();
            var made = platform.anna()
                    .post("/api/v1/connectors/" + connector + "/routes", """
                    {"name":"n","workspace_id":"slug-%s","filter":"event.type == 'x'","prompt":"Do"}""".formatted(workspace.substring(20)));

            assertThat(made.json().get("workspace_id").asString()).isEqualTo(workspace);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                quoteCharacter = '\0',
                value = {
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"bodi.a == 'x'\",\"prompt\":\"Do\"} ; /filter",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"\",\"prompt\":\"Do\"} ; /filter",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type.matches(event.source)\",\"prompt\":\"Do\"} ; /filter",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"prompt\":\"Do\"} ; /filter",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\"} ; /prompt",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"{{>p}}\"} ; /prompt",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"{{#a}}\"} ; /prompt",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"\"} ; /prompt",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x\\u0000'\",\"prompt\":\"Do\"} ; /filter",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\\u0000\"} ; /prompt",
                    "{\"name\":\"n\",\"workspace_id\":\"\\u0000\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\"} ; /workspace_id",
                    "{\"name\":\"\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\"} ; /name",
                    "{\"name\":\"n\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\"} ; /workspace_id",
                    "{\"name\":\"n\",\"workspace_id\":\"wrk_none\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\"} ; /workspace_id",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\",\"on_busy\":\"shout\"} ; /on_busy",
                    "{\"name\":\"n\",\"workspace_id\":\"$\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\",\"debounce\":\"soon\"} ; /debounce",
                    "{\"name\":\"n\",\"workspace_id\":[],\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\"} ; /workspace_id",
                })
        void areRefusedWithAPointerAndNothingIsStored(String body, String pointer) {
            var connector = platform.connector("urn:bad");
            var workspace = platform.workspace();
            long before = events();

            var answer =
                    platform.anna().post("/api/v1/connectors/" + connector + "/routes", body.replace("$", workspace));

            assertProblem(answer, 400, "invalid-request");
            assertThat(answer.json().at("/errors/0/pointer").asString()).isEqualTo(pointer);
            assertThat(events()).isEqualTo(before);
        }

        @Test
        void areValidatedWithoutBeingStored() {
            long before = events();

            assertThat(platform.anna()
                            .post(
                                    "/api/v1/routes/validate",
                                    "{\"filter\":\"event.type == 'x'\",\"prompt\":\"{{body}}\"}")
                            .status())
                    .isEqualTo(200);
            var wrong = platform.anna().post("/api/v1/routes/validate", "{\"filter\":\"x\",\"prompt\":\"{{>p}}\"}");
            assertProblem(wrong, 400, "invalid-request");
            assertThat(wrong.json()
                            .get("errors")
                            .valueStream()
                            .map(e -> e.get("pointer").asString()))
                    .containsExactly("/filter", "/prompt");
            assertThat(events()).isEqualTo(before);
        }
    }

    @Nested
    class Access {

        @Test
        void isRefusedWithoutATokenOrAScope() {
            var reader = platform.service.as(
                    new Principal("usr_r", "token", "r", "member", List.of("automation:read"), null, "usr_r"));
            var stranger = platform.service.as(
                    new Principal("usr_s", "user", "s", "member", List.of("sessions:read"), null, null));
            for (var path :
                    List.of("/api/v1/connectors", "/api/v1/runs", "/api/v1/routes/rte_1", "/api/v1/deliveries/dlv_1")) {
                assertThat(platform.service.anonymous().get(path).status())
                        .as(path)
                        .isEqualTo(401);
                assertProblem(stranger.get(path), 403, "forbidden");
            }
            var denied = reader.post("/api/v1/connectors", "{\"kind\":\"kafka\",\"name\":\"n\",\"sources\":[\"s\"]}");
            assertProblem(denied, 403, "forbidden");
            assertThat(denied.text()).contains("automation:write");
        }

        @Test
        void hidesFromOthersAsIfItWereNotThere() {
            var connector = platform.connector("urn:hidden");
            var route = platform.route(connector, platform.workspace(), "event.type == 'x'", "Do");
            for (var path : List.of(
                    "/api/v1/connectors/" + connector,
                    "/api/v1/connectors/" + connector + "/routes",
                    "/api/v1/connectors/" + connector + "/deliveries",
                    "/api/v1/routes/" + route)) {
                assertProblem(platform.bert().get(path), 404, "not-found");
            }
            assertProblem(platform.bert().patch("/api/v1/routes/" + route, "{\"name\":\"x\"}"), 404, "not-found");
            assertProblem(platform.bert().delete("/api/v1/connectors/" + connector), 404, "not-found");
            assertThat(platform.bert().get("/api/v1/connectors").text()).doesNotContain(connector);
            assertThat(platform.service.admin().get("/api/v1/routes/" + route).status())
                    .isEqualTo(200);
        }

        @Test
        void letsAViewerLookAndAnEditorChangeTheRoute() {
            var connector = platform.connector("urn:shared");
            var workspace = platform.workspace();
            var route = platform.route(connector, workspace, "event.type == 'x'", "Do");
            assertProblem(platform.bert().get("/api/v1/runs?workspace_id=" + workspace), 404, "not-found");

            platform.change(workspace, Platform.ANNA, "private", grant("viewer"));
            assertThat(platform.bert()
                            .get("/api/v1/runs?workspace_id=" + workspace)
                            .status())
                    .isEqualTo(200);
            assertThat(platform.bert().get("/api/v1/routes/" + route).status()).isEqualTo(200);
            assertThat(platform.bert().get("/api/v1/connectors/" + connector).status())
                    .isEqualTo(200);
            assertProblem(platform.bert().patch("/api/v1/routes/" + route, "{\"name\":\"x\"}"), 403, "forbidden");
            assertProblem(
                    platform.bert().patch("/api/v1/connectors/" + connector, "{\"name\":\"x\"}"), 403, "forbidden");
            assertProblem(platform.bert().post("/api/v1/connectors/" + connector + "/routes", "{}"), 403, "forbidden");

            platform.tell("agentdesk.workspace.v1", "workspace.v1.AccessChanged", workspace, """
                    {"workspace_id":"%s","slug":"s","principal_id":"wsp_1","owner":"%s","visibility":"private",
                     "grants":%s,"deleted":false}""".formatted(
                            workspace, Platform.ANNA.id(), grant("editor")));
            org.awaitility.Awaitility.await()
                    .until(() -> platform.bert()
                                    .patch("/api/v1/routes/" + route, "{\"name\":\"x\"}")
                                    .status()
                            == 200);
        }

        @Test
        void isNotWidenedByARouteIntoTheWorkspaceOfAnother() {
            var connector = platform.connector("urn:foreign");
            var foreign = platform.workspace(Platform.BERT, "private", "[]");
            var visible = platform.workspace(Platform.BERT, "public", "[]");
            var body = "{\"name\":\"n\",\"workspace_id\":\"%s\",\"filter\":\"event.type == 'x'\",\"prompt\":\"Do\"}";
            var path = "/api/v1/connectors/" + connector + "/routes";

            var hidden = platform.anna().post(path, body.formatted(foreign));
            assertProblem(hidden, 400, "invalid-request");
            assertThat(hidden.json().at("/errors/0/pointer").asString()).isEqualTo("/workspace_id");
            assertProblem(platform.anna().post(path, body.formatted(visible)), 403, "forbidden");
        }

        @Test
        void keepsATokenWithinItsWorkspaces() {
            var connector = platform.connector("urn:limited");
            var inside = platform.workspace();
            var outside = platform.workspace();
            var routeInside = platform.route(connector, inside, "event.type == 'x'", "Do");
            var routeOutside = platform.route(connector, outside, "event.type == 'x'", "Do");
            var token = platform.service.as(new Principal(
                    "tok_1",
                    "token",
                    "ci",
                    "member",
                    List.of("automation:read", "automation:write"),
                    List.of(inside),
                    Platform.ANNA.id()));

            assertThat(token.get("/api/v1/routes/" + routeInside).status()).isEqualTo(200);
            assertThat(token.get("/api/v1/routes/" + routeOutside).status()).isEqualTo(404);
            assertThat(token.get("/api/v1/runs?workspace_id=" + outside).status())
                    .isEqualTo(404);
        }

        @Test
        void isUnavailableAndNotAbsentWhenNobodyCanBeAsked() {
            var connector = platform.connector("urn:away");
            var unknown = platform.workspace();
            platform.neighboursDown(true);
            try {
                var answer = platform.anna().get("/api/v1/runs?workspace_id=" + unknown);
                assertProblem(answer, 503, "unavailable");
                assertThat(answer.json().get("retryable").asBoolean()).isTrue();
                assertProblem(
                        platform.anna().post("/api/v1/connectors/" + connector + "/routes", """
                                {"name":"n","workspace_id":"%s","filter":"event.type == 'x'","prompt":"Do"}""".formatted(unknown)),
                        503,
                        "unavailable");
            } finally {
                platform.neighboursDown(false);
            }
            assertThat(platform.anna()
                            .get("/api/v1/runs?workspace_id=" + unknown)
                            .status())
                    .isEqualTo(200);
        }

        private static String grant(String role) {
            return "[{\"principal\":\"%s\",\"role\":\"%s\"}]".formatted(Platform.BERT.id(), role);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "POST;/api/v1/connectors;{;400;malformed-json",
                "POST;/api/v1/connectors;[];400;invalid-request",
                "POST;/api/v1/connectors;;400;malformed-json",
                "PUT;/api/v1/connectors;{};405;method-not-allowed",
                "DELETE;/api/v1/runs;;405;method-not-allowed",
                "GET;/api/v1/connectors/con_none;;404;not-found",
                "GET;/api/v1/connectors/con_none/routes;;404;not-found",
                "GET;/api/v1/connectors/con_none/deliveries;;404;not-found",
                "PATCH;/api/v1/connectors/con_none;{};404;not-found",
                "POST;/api/v1/connectors/con_none/routes;{};404;not-found",
                "GET;/api/v1/routes/rte_none;;404;not-found",
                "PATCH;/api/v1/routes/rte_none;{};404;not-found",
                "DELETE;/api/v1/routes/rte_none;;404;not-found",
                "GET;/api/v1/deliveries/dlv_none;;404;not-found",
                "GET;/api/v1/deliveries/dlv_none/body;;404;not-found",
                "GET;/api/v1/runs/run_none;;404;not-found",
                "GET;/api/v1/runs?workspace_id=wrk_none;;404;not-found",
                "GET;/api/v1/runs?outcome=sometimes;;400;invalid-request",
                "GET;/api/v1/runs?limit=0;;400;invalid-request",
                "GET;/api/v1/runs?limit=201;;400;invalid-request",
                "GET;/api/v1/runs?limit=many;;400;invalid-request",
                "GET;/api/v1/runs?cursor=xyz;;400;invalid-request",
                "GET;/api/v1/connectors?cursor=%00;;400;invalid-request",
                "GET;/api/v1/connectors?cursor=MS4A;;400;invalid-request",
                "GET;/api/v1/connectors?cursor=OTk5OTk5OTk5OTk5OTk5OTk5OS54;;400;invalid-request",
                "GET;/api/v1/connectors?cursor=OTAwMDAwMDAwMDAwMDAwMDAwLng;;400;invalid-request",
                "GET;/api/v1/connectors?cursor=LTEueA;;400;invalid-request",
                "GET;/api/v1/runs?source=%00;;400;invalid-request",
                "GET;/api/v1/runs?workspace_id=%00;;404;not-found",
                "GET;/api/v1/runs?workspace_id=../../x;;404;not-found",
                "GET;/api/v1/connectors/con_'%20or%201=1;;404;not-found",
                "GET;/api/v1/connectors/%F0%9F%92%A9/routes;;404;not-found",
                "GET;/api/v1/schedules/sch_1;;404;not-found",
                "POST;/api/v1/deliveries/dlv_1/replay;{};404;not-found",
                "POST;/hooks/con_1/x;{};404;not-found",
            })
    void answersBadRequestsWithAProblem(String method, String path, String body, int status, String code) {
        assertProblem(platform.anna().send(method, path, body), status, code);
    }

    @Test
    void refusesABodyOfTwoMegabytesAndOtherMediaTypes() {
        var large = "{\"name\":\"" + "x".repeat(2_000_000) + "\"}";
        assertProblem(platform.anna().post("/api/v1/connectors", large), 413, "payload-too-large");
        assertProblem(
                platform.anna()
                        .post("/api/v1/connectors", "name=x", "Content-Type", "application/x-www-form-urlencoded"),
                415,
                "unsupported-media-type");
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.json().get("trace_id").asString()).isNotBlank();
    }

    private static long events() {
        return platform.service
                .bean(JdbcClient.class)
                .sql("select count(*) from domain_event")
                .query(Long.class)
                .single();
    }
}
