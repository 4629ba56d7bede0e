package dev.agentdesk.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Name and password, from a fresh instance on; each test has an administrator without a password and without limits.
 */
class PasswordIT {

    private static final String GOOD = "four words in a row";
    private static final String OTHER = "and five other words here";

    private static PlayedService service;
    private static RunningGateway gateway;
    private static JdbcClient db;

    @BeforeAll
    static void start() {
        service = new PlayedService();
        gateway = RunningGateway.before(service.url());
        db = gateway.bean(JdbcClient.class);
        tellsAStrangerThatNobodyHasSignedInYet();
    }

    @AfterAll
    static void stop() {
        assertThat(gateway.bean(Rebuilds.class).verify()).isEmpty();
        gateway.close();
        service.close();
    }

    @BeforeEach
    void forgetAttempts() {
        db.sql("truncate sign_in_attempts").update();
    }

    private static void tellsAStrangerThatNobodyHasSignedInYet() {
        var setup = gateway.anonymous().get("/api/v1/setup").json();
        assertThat(setup.path("administrator").asBoolean()).isFalse();
        assertThat(setup.path("sign_in").toString()).isEqualTo("[\"link\"]");
        assertThat(setup.path("hint").asString()).contains("./agentdesk token --sign-in");
    }

    @Test
    void isSetAfterALinkAndSignsInFromThenOn() {
        var browser = Browser.byLink();
        assertThat(browser.me().json().path("needs_current_password").asBoolean())
                .isFalse();
        assertThat(browser.setPassword(GOOD).json().path("has_password").asBoolean())
                .isTrue();
        var other = Browser.byPassword("administrator", GOOD);
        assertThat(other.me().json().path("type").asString()).isEqualTo("user");
        assertThat(other.me().json().path("needs_current_password").asBoolean()).isTrue();
        var setup = gateway.anonymous().get("/api/v1/setup").json();
        assertThat(setup.path("administrator").asBoolean()).isTrue();
        assertThat(setup.path("sign_in").toString()).isEqualTo("[\"link\",\"password\"]");
    }

    @Test
    void answersAlikeForAWrongPasswordAndAnUnknownName() {
        Browser.byLink().setPassword(GOOD);
        var wrong = login("Administrator", "not the password");
        var unknown = login("Nobody", GOOD);
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.code()).isEqualTo("sign-in-refused");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(withoutTrace(unknown)).isEqualTo(withoutTrace(wrong));
        assertThat(wrong.header("Set-Cookie")).isEmpty();
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo(unknown.header("WWW-Authenticate"));
    }

    @Test
    void endsAllOtherSessionsAndWhatTheyHoldOpen() {
        var kept = Browser.byLink();
        kept.setPassword(GOOD);
        var other = Browser.byPassword("Administrator", GOOD);
        var ended = new AtomicReference<>("");
        gateway.bean(OpenConnections.class).add(other.digest(), why -> ended.set(why.name()));
        assertThat(kept.setPassword(OTHER).status()).isEqualTo(200);
        assertThat(ended).hasValue("NO_RIGHT");
        assertThat(other.me().status()).isEqualTo(401);
        assertThat(kept.me().status()).isEqualTo(200);
        assertThat(login("Administrator", GOOD).status()).isEqualTo(401);
        assertThat(login("Administrator", OTHER).status()).isEqualTo(200);
    }

    @Test
    void asksForThePresentOneUnlessALinkWasJustUsed() {
        Browser.byLink().setPassword(GOOD);
        var browser = Browser.byPassword("Administrator", GOOD);
        var missing = browser.setPassword(OTHER);
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.json().at("/errors/0/pointer").asString()).isEqualTo("/current_password");
        var wrong = browser.patch("{\"password\":\"" + OTHER + "\",\"current_password\":\"guessed\"}");
        assertThat(wrong.json().at("/errors/0/code").asString()).isEqualTo("wrong");
        assertThat(login("Administrator", GOOD).status()).isEqualTo(200);
        var right = browser.patch("{\"password\":\"" + OTHER + "\",\"current_password\":\"" + GOOD + "\"}");
        assertThat(right.status()).isEqualTo(200);
        assertThat(Browser.byLink().setPassword(GOOD).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsTooShortOrTheNameWithThePlaceOfTheError() {
        var browser = Browser.byLink();
        for (String password : new String[] {"short", "Administrator", "aaaaaaaaaaaaaaa"}) {
            var refused = browser.setPassword(password);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.json().at("/errors/0/pointer").asString()).isEqualTo("/password");
        }
        var both = browser.patch("{\"name\":\"\\u202Eeve\",\"password\":\"short\"}");
        assertThat(both.json().path("errors").findValuesAsString("pointer")).containsExactly("/name", "/password");
    }

    @Test
    void limitsTheAttemptsForANameAndSaysWhenToComeBack() {
        Browser.byLink().setPassword(GOOD);
        assertThat(login("ADMINISTRATOR", "first guess").status()).isEqualTo(401);
        tried(9);
        assertThat(login("administrator", "tenth guess").status()).isEqualTo(401);
        var limited = login("Administrator", GOOD);
        assertThat(limited.status()).isEqualTo(429);
        assertThat(limited.code()).isEqualTo("rate-limited");
        assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(600, 900);
        assertThat(login("Somebody else", GOOD).status()).isEqualTo(401);
        assertThat(Browser.byLink().me().status()).isEqualTo(200);
        db.sql("update sign_in_attempts set since = since - interval '15 minutes'")
                .update();
        assertThat(login("Administrator", GOOD).status()).isEqualTo(200);
    }

    @Test
    void limitsTheAttemptsFromAnAddressOverAllNames() {
        db.sql("insert into sign_in_attempts values ('address:7f000001', now(), 50)")
                .update();
        assertThat(login("anybody", GOOD).status()).isEqualTo(429);
    }

    @Test
    void forgivesMistakesAfterASignIn() {
        Browser.byLink().setPassword(GOOD);
        assertThat(login("Administrator", "mistyped").status()).isEqualTo(401);
        tried(9);
        assertThat(login("Administrator", GOOD).status()).isEqualTo(200);
        assertThat(login("Administrator", "mistyped").status()).isEqualTo(401);
        assertThat(login("Administrator", GOOD).status()).isEqualTo(200);
    }

    @Test
    void limitsGuessesOfThePresentPasswordToo() {
        Browser.byLink().setPassword(GOOD);
        var browser = Browser.byPassword("Administrator", GOOD);
        browser.patch("{\"password\":\"" + OTHER + "\",\"current_password\":\"guess\"}");
        tried(10);
        var limited = browser.patch("{\"password\":\"" + OTHER + "\",\"current_password\":\"" + GOOD + "\"}");
        assertThat(limited.status()).isEqualTo(429);
    }

    @Test
    void isNowhereButInItsSealedEvent() {
        var browser = Browser.byLink();
        browser.patch("{\"name\":\"Mara Lind\",\"password\":\"" + GOOD + "\"}");
        var hash =
                db.sql("select hash from account_password").query(String.class).single();
        assertThat(hash).startsWith("$argon2id$").doesNotContain(GOOD);
        var stored = db.sql("select string_agg(encode(payload, 'escape'), ' ') from domain_event")
                .query(String.class)
                .single();
        assertThat(stored).contains("code_digest").doesNotContain(hash).doesNotContain(GOOD, "Mara Lind", "argon2");
        browser.patch("{\"name\":\"Administrator\"}");
    }

    @Test
    void signsInUnderTheNewNameOnly() {
        var browser = Browser.byLink();
        assertThat(browser.patch("{\"name\":\"  Mara \",\"password\":\"" + GOOD + "\"}")
                        .json()
                        .path("name")
                        .asString())
                .isEqualTo("Mara");
        assertThat(login("mara", GOOD).status()).isEqualTo(200);
        assertThat(login("Administrator", GOOD).status()).isEqualTo(401);
        assertThat(gateway.bean(Administrator.class).ensure()).startsWith("usr_");
        assertThat(browser.me().json().path("name").asString()).isEqualTo("Mara");
        browser.patch("{\"name\":\"Administrator\"}");
    }

    @Test
    void changesNothingForATokenAndNothingWithoutTheCsrfToken() {
        var token = gateway.admin().patch("/api/v1/me", "{\"name\":\"Eve\"}");
        assertThat(token.status()).isEqualTo(403);
        assertThat(gateway.admin().get("/api/v1/me").json().path("has_password").isNull())
                .isTrue();
        var browser = Browser.byLink();
        var forged = gateway.anonymous().patch("/api/v1/me", "{\"name\":\"Eve\"}", "Cookie", browser.cookie());
        assertThat(forged.code()).isEqualTo("forbidden");
        assertThat(browser.me().json().path("name").asString()).isEqualTo("Administrator");
    }

    @Test
    void takesJsonFromOurOwnPagesOnly() {
        var body = "{\"name\":\"Administrator\",\"password\":\"" + GOOD + "\"}";
        assertThat(gateway.anonymous()
                        .post("/api/v1/auth/login", body, "Origin", "https://evil.example")
                        .code())
                .isEqualTo("foreign-origin");
        assertThat(gateway.anonymous()
                        .post("/api/v1/auth/login", body, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(gateway.anonymous().post("/api/v1/auth/login", "{}").code()).isEqualTo("invalid-request");
        assertThat(gateway.anonymous().post("/api/v1/auth/login", "{\"x\":1}").code())
                .isEqualTo("invalid-request");
    }

    @Test
    void showsThePersonTheirSessionsAndEndsThem() {
        Browser.byLink().setPassword(GOOD);
        var browser = Browser.byPassword("Administrator", GOOD);
        var other = Browser.byPassword("Administrator", GOOD);
        var listed = browser.send("GET", "/api/v1/me/sessions", null).json().path("data");
        assertThat(listed.findValuesAsString("method")).contains("password", "link");
        assertThat(listed.findValuesAsString("current")).containsOnlyOnce("true");
        assertThat(listed.findValuesAsString("last_used_from")).contains("127.0.0.1");
        assertThat(listed.toString()).doesNotContain(browser.secret, other.secret, browser.digest());
        var path = "/api/v1/me/sessions/" + other.digest().substring(0, 32);
        assertThat(browser.send("DELETE", path, null).status()).isEqualTo(204);
        assertThat(other.me().status()).isEqualTo(401);
        assertThat(browser.send("DELETE", path, null).status()).isEqualTo(404);
        assertThat(gateway.admin().get("/api/v1/me/sessions").status()).isEqualTo(403);
    }

    /** As if that often within this window; each real attempt costs its time on purpose. */
    private static void tried(int times) {
        db.sql("update sign_in_attempts set attempts = :times")
                .param("times", times)
                .update();
    }

    private static Answer login(String name, String password) {
        return gateway.anonymous()
                .post("/api/v1/auth/login", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    }

    private static String withoutTrace(Answer answer) {
        return answer.text().replace(answer.json().path("trace_id").asString(), "");
    }

    /** A signed-in browser: a cookie and the token that goes with it. */
    private record Browser(String secret, String csrf) {

        static Browser byLink() {
            var code = "{\"code\":\"" + gateway.signInCode() + "\"}";
            return of(gateway.anonymous().post("/api/v1/auth/links/redeem", code));
        }

        static Browser byPassword(String name, String password) {
            return of(login(name, password));
        }

        private static Browser of(Answer signedIn) {
            assertThat(signedIn.status()).isEqualTo(200);
            var cookie = signedIn.header("Set-Cookie");
            return new Browser(
                    cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';')),
                    signedIn.json().path("csrf_token").asString());
        }

        String cookie() {
            return "agentdesk-0=" + secret;
        }

        String digest() {
            return Digests.of(secret);
        }

        Answer send(String method, String path, String body) {
            return gateway.anonymous().send(method, path, body, "Cookie", cookie(), "X-CSRF-Token", csrf);
        }

        Answer me() {
            return send("GET", "/api/v1/me", null);
        }

        Answer patch(String body) {
            return send("PATCH", "/api/v1/me", body);
        }

        Answer setPassword(String password) {
            return patch("{\"password\":\"" + password + "\"}");
        }
    }
}
