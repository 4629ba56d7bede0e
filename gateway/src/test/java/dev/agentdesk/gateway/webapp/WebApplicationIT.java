package dev.agentdesk.gateway.webapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RawHttp;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.util.HashSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the small application of the test resources in place of the built one. */
class WebApplicationIT {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String SCRIPT = "/assets/start-Ab3_x9Zq.js";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src-elem 'self' 'nonce-%s'; "
            + "style-src-attr 'none'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
            + "worker-src 'self'; frame-src 'self' blob:; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    private static PlayedService service;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        gateway = RunningGateway.before(service.url());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/sign-in",
                "/welcome",
                "/workspaces",
                "/workspaces/new",
                "/w/ci-doctor",
                "/w/ci-doctor/s/ses_1",
                "/w/ci-doctor/files/src/a.ts?at=chk_1",
                "/w/ci-doctor/files/src/%C3%A4%20b",
                "/inbox/apr_1",
                "/library/prompts",
                "/automation/runs",
                "/ops",
                "/settings/tokens",
                "/search?q=x",
                "/why/evt_1",
                "/e/evt_1",
                "/shared/x"
            })
    void isThePageOnEveryRouteOfItsOwn(String path) {
        var page = page(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.text()).contains("<title>Agentdesk</title>");
    }

    @Test
    void givesEachAnswerANonceOfItsOwnInHeaderAndPage() {
        var seen = new HashSet<String>();
        for (int i = 0; i < 10; i++) {
            var page = page("/");
            var nonce = page.text().split("nonce=\"")[1].split("\"")[0];
            assertThat(nonce).matches("[A-Za-z0-9_-]{22}");
            assertThat(page.header("Content-Security-Policy")).isEqualTo(POLICY.formatted(nonce));
            assertThat(page.text()).doesNotContain("__CSP_NONCE__").contains("<style nonce=\"" + nonce + "\">");
            assertThat(seen.add(nonce)).isTrue();
        }
    }

    @Test
    void isNeitherKeptNorFramedNorIndexedAndAsksForNothingOfTheMachine() {
        var page = page("/workspaces");
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("X-Robots-Tag")).isEqualTo("noindex");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Permissions-Policy")).contains("camera=()", "clipboard-write=(self)");
        assertThat(page.header("Set-Cookie")).isEmpty();
    }

    @Test
    void givesFilesWithAHashInTheirNamesForEver() {
        var script = gateway.anonymous().get(SCRIPT);
        assertThat(script.status()).isEqualTo(200);
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(script.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(script.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(script.header("Content-Security-Policy")).contains("connect-src 'self'");
        assertThat(script.text()).startsWith("export const started");
    }

    @Test
    void asksAgainForFilesWithoutAHash() {
        for (String path : new String[] {"/theme.js", "/favicon.svg", "/fonts/inter.woff2"}) {
            var file = gateway.anonymous().get(path);
            assertThat(file.status()).isEqualTo(200);
            assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
            var again = gateway.anonymous().get(path, "If-None-Match", file.header("ETag"));
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.text()).isEmpty();
            assertThat(gateway.anonymous()
                            .get(path, "If-None-Match", "\"other\"")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void sendsWhatWasCompressedBeforeToThoseWhoTakeIt() {
        var whole = gateway.anonymous().get(SCRIPT);
        var zipped = gateway.anonymous().get(SCRIPT, "Accept-Encoding", "br, gzip;q=0.8");
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(Integer.parseInt(zipped.header("Content-Length")))
                .isLessThan(Integer.parseInt(whole.header("Content-Length")) / 2);
        assertThat(zipped.header("ETag")).isNotEqualTo(whole.header("ETag"));
        for (String refused : new String[] {"identity", "gzip;q=0", "gzip; q=0.00", "br"}) {
            var plain = gateway.anonymous().get(SCRIPT, "Accept-Encoding", refused);
            assertThat(plain.header("Content-Encoding")).isEmpty();
            assertThat(plain.header("Vary")).isEqualTo("Accept-Encoding");
        }
        assertThat(gateway.anonymous().get(SCRIPT + ".gz").status()).isEqualTo(404);
    }

    @Test
    void tellsTheHeadersWithoutTheBody() {
        for (String path : new String[] {"/sign-in", SCRIPT}) {
            var head = gateway.anonymous().send("HEAD", path, null, "Accept", BROWSER);
            assertThat(head.status()).isEqualTo(200);
            assertThat(Integer.parseInt(head.header("Content-Length"))).isPositive();
            assertThat(head.text()).isEmpty();
        }
    }

    @Test
    void takesNothing() {
        for (String path : new String[] {"/sign-in", SCRIPT}) {
            for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS"}) {
                var refused = gateway.anonymous().send(method, path, null);
                assertThat(refused.status()).isEqualTo(405);
                assertThat(refused.code()).isEqualTo("method-not-allowed");
                assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/assets",
                "/assets/",
                "/fonts/",
                "/assets/none.js",
                "/assets/start-Ab3_x9Zq.js/",
                "/assets/start-Ab3_x9Zq",
                "/web/index.html",
                "/sign-inn",
                "/Sign-in",
                "/workspace",
                "/gateway.yml",
                "/application.yml",
                "/META-INF/MANIFEST.MF",
                "/dev/agentdesk/gateway/Gateway.class"
            })
    void isNoPathBesides(String path) {
        var answer = page(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../gateway.yml",
                "/assets/%2e%2e/gateway.yml",
                "/assets/..%2fgateway.yml",
                "/assets/..\\gateway.yml",
                "/assets/./start-Ab3_x9Zq.js",
                "/assets//start-Ab3_x9Zq.js",
                "/assets/start-Ab3_x9Zq.js;x=.css",
                "/assets/start-Ab3_x9Zq.js%00.css",
                "/w/../api/v1/me",
                "//evil.example/sign-in"
            })
    void refusesPathsWithTricks(String path) {
        var answer = RawHttp.send(
                gateway.port(),
                "GET " + path + " HTTP/1.1\r\nHost: localhost:" + gateway.port()
                        + "\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
        assertThat(RawHttp.status(answer)).isEqualTo(400);
    }

    @Test
    void leavesProgramsTheirAnswers() {
        assertThat(gateway.anonymous()
                        .get("/", "Accept", "application/json")
                        .json()
                        .path("api")
                        .asString())
                .isEqualTo("/api/v1");
        assertThat(gateway.anonymous().get("/").json().path("name").asString()).isEqualTo("Agentdesk");
        var mistaken = gateway.anonymous().get("/workspaces", "Accept", "application/json");
        assertThat(mistaken.status()).isEqualTo(404);
        assertThat(mistaken.code()).isEqualTo("not-found");
    }

    private static Answer page(String path) {
        return gateway.anonymous().get(path, "Accept", BROWSER);
    }
}
