package dev.agentdesk.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentdesk.gateway.account.AccountCommand.IssueSignInLink;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.running.PlayedService;
import dev.agentdesk.gateway.running.RunningGateway;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.testkit.service.ApiClient.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInLinkIT {

    @TempDir
    private static Path folder;

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

    @Test
    void carriesTheCodeInTheFragmentWhichNoServerSees() {
        var link = gateway.bean(SignInLinks.class).newLink();
        assertThat(link).matches("http://localhost:\\d+/sign-in#code=[A-Za-z0-9_-]{22}");
    }

    @Test
    void isLeftInAFileThatOnlyItsOwnerReads() throws Exception {
        var file = folder.resolve("sign-in");
        new SignInFile(file).write(gateway.bean(SignInLinks.class));
        new SignInFile(file).write(gateway.bean(SignInLinks.class));
        assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        var code = Files.readString(file).strip().split("#code=")[1];
        assertThat(redeem(code).status()).isEqualTo(200);
        assertThat(Files.list(folder)).containsExactly(file);
    }

    @Test
    void signsInOnce() {
        var code = gateway.signInCode();
        var first = redeem(code);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Secure", "Domain");
        var second = redeem(code);
        assertThat(second.status()).isEqualTo(410);
        assertThat(second.code()).isEqualTo("link-used");
        assertThat(second.header("Set-Cookie")).isEmpty();
    }

    @Test
    void signsInOnceAlsoWhenRedeemedManyTimesAtOnce() throws Exception {
        var code = gateway.signInCode();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> attempts = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(i -> () -> redeem(code).status())
                    .toList();
            var answers = threads.invokeAll(attempts).stream()
                    .map(each -> each.resultNow())
                    .toList();
            assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 410);
        }
    }

    @Test
    void doesNotSignInAfterAQuarterOfAnHour() {
        var code = "an-old-code-of-this-test";
        var administrator = gateway.bean(Administrator.class).ensure();
        var then = Instant.parse("2026-01-01T00:00:00Z");
        var stamp = new Stamp("evt_of_this_test", then, Actor.PLATFORM, null, "cor_1", null, 0);
        gateway.bean(Commands.class)
                .send(new IssueSignInLink(stamp, administrator, Digests.of(code), then.plus(SignInLinks.LIFE)));
        assertThat(redeem(code).code()).isEqualTo("link-used");
    }

    @Test
    void answersAnUnknownCodeLikeAUsedOne() {
        assertThat(redeem("never-issued").code()).isEqualTo("link-used");
    }

    @Test
    void takesTheCodeFromTheBodyOnly() {
        var code = gateway.signInCode();
        assertThat(gateway.anonymous()
                        .post("/api/v1/auth/links/redeem?code=" + code, "{}")
                        .code())
                .isEqualTo("invalid-request");
        assertThat(gateway.anonymous()
                        .get("/api/v1/auth/links/redeem?code=" + code)
                        .status())
                .isEqualTo(401);
        assertThat(redeem(code).status()).isEqualTo(200);
    }

    @Test
    void storesNeitherCodeNorCookie() {
        var code = gateway.signInCode();
        var secret = secretOf(redeem(code));
        var stored = gateway.bean(JdbcClient.class)
                .sql("select string_agg(convert_from(payload, 'UTF8'), ' ') from domain_event")
                .query(String.class)
                .single();
        assertThat(stored).contains("code_digest").doesNotContain(code).doesNotContain(secret);
    }

    @Test
    void makesTheBrowserTheAdministrator() {
        var me = withCookie("GET", "/api/v1/me", secretOf(redeem(gateway.signInCode())), "");
        assertThat(me.json().path("type").asString()).isEqualTo("user");
        assertThat(me.json().path("id").asString()).startsWith("usr_");
        assertThat(me.json().path("role").asString()).isEqualTo("admin");
        assertThat(me.json().path("csrf_token").asString()).isNotEmpty();
    }

    @Test
    void needsTheCsrfTokenForWhateverTheBrowserChanges() {
        var signedIn = redeem(gateway.signInCode());
        var secret = secretOf(signedIn);
        assertThat(withCookie("POST", "/api/v1/workspaces", secret, "").code()).isEqualTo("forbidden");
        assertThat(withCookie("DELETE", "/api/v1/workspaces/x", secret, "wrong").code())
                .isEqualTo("forbidden");
        assertThat(service.asked()).isEmpty();
        var csrf = signedIn.json().path("csrf_token").asString();
        assertThat(withCookie("POST", "/api/v1/workspaces", secret, csrf).status())
                .isEqualTo(200);
        assertThat(withCookie("GET", "/api/v1/workspaces", secret, "").status()).isEqualTo(200);
    }

    @Test
    void endsTheSessionAtSignOut() {
        var signedIn = redeem(gateway.signInCode());
        var secret = secretOf(signedIn);
        var csrf = signedIn.json().path("csrf_token").asString();
        var out = withCookie("POST", "/api/v1/auth/logout", secret, csrf);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0");
        assertThat(withCookie("GET", "/api/v1/me", secret, "").status()).isEqualTo(401);
    }

    @Test
    void endsTheSessionAfterTwelveHoursWithoutARequest() {
        var secret = secretOf(redeem(gateway.signInCode()));
        var db = gateway.bean(JdbcClient.class);
        db.sql("update browser_session set signed_in_at = signed_in_at - interval '13 hours' where session_digest = :d")
                .param("d", Digests.of(secret))
                .update();
        assertThat(withCookie("GET", "/api/v1/me", secret, "").status()).isEqualTo(401);
    }

    @Test
    void endsTheSessionThatTheBrowserHadBefore() {
        var old = secretOf(redeem(gateway.signInCode()));
        var body = "{\"code\":\"" + gateway.signInCode() + "\"}";
        var again = gateway.anonymous().post("/api/v1/auth/links/redeem", body, "Cookie", "agentdesk-0=" + old);
        assertThat(again.status()).isEqualTo(200);
        assertThat(secretOf(again)).isNotEqualTo(old);
        assertThat(withCookie("GET", "/api/v1/me", old, "").status()).isEqualTo(401);
        assertThat(withCookie("GET", "/api/v1/me", secretOf(again), "").status())
                .isEqualTo(200);
    }

    private static Answer redeem(String code) {
        return gateway.anonymous().post("/api/v1/auth/links/redeem", "{\"code\":\"" + code + "\"}");
    }

    private static String secretOf(Answer signedIn) {
        var cookie = signedIn.header("Set-Cookie");
        return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }

    private static Answer withCookie(String method, String path, String secret, String csrf) {
        var cookie = "agentdesk-0=" + secret;
        var body = method.equals("POST") ? "{}" : null;
        return csrf.isEmpty()
                ? gateway.anonymous().send(method, path, body, "Cookie", cookie)
                : gateway.anonymous().send(method, path, body, "Cookie", cookie, "X-CSRF-Token", csrf);
    }
}
