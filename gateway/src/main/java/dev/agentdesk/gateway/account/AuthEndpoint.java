package dev.agentdesk.gateway.account;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.digest.Digests;
import dev.agentdesk.gateway.password.SignInAttempts;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.web.Contexts;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Signing in by link or password, and signing out. Each sign-in makes a new session and ends the browser's old one. */
@RestController
@RequestMapping("/api/v1/auth")
final class AuthEndpoint {

    private final SignInLinks links;
    private final PasswordSignIn passwords;
    private final SignInAttempts attempts;
    private final BrowserSessions sessions;
    private final SessionCookie cookie;
    private final SignOuts signOuts;
    private final Stamps stamps;
    private final IdSource ids;
    private final Clock clock;

    AuthEndpoint(
            SignInLinks links,
            PasswordSignIn passwords,
            SignInAttempts attempts,
            BrowserSessions sessions,
            SessionCookie cookie,
            SignOuts signOuts,
            Stamps stamps,
            IdSource ids,
            Clock clock) {
        this.links = links;
        this.passwords = passwords;
        this.attempts = attempts;
        this.sessions = sessions;
        this.cookie = cookie;
        this.signOuts = signOuts;
        this.stamps = stamps;
        this.ids = ids;
        this.clock = clock;
    }

    record Code(@Nullable String code) {

        @Override
        public String toString() {
            return "Code[]";
        }
    }

    record Login(@Nullable String name, @Nullable String password) {

        @Override
        public String toString() {
            return "Login[]";
        }
    }

    record SignedIn(String csrfToken) {}

    @PostMapping("/links/redeem")
    ResponseEntity<SignedIn> redeem(@RequestBody Code sent, HttpServletRequest request) {
        var code = sent.code() == null ? "" : sent.code();
        var wrong = new Violations();
        wrong.check(!code.isBlank(), "/code", "required", "Send the code of the link.");
        wrong.throwIfAny();
        return letIn(links.redeem(code, Contexts.correlationOf(request)), request);
    }

    @PostMapping("/login")
    ResponseEntity<SignedIn> login(@RequestBody Login sent, HttpServletRequest request, HttpServletResponse response) {
        var name = sent.name() == null ? "" : sent.name();
        var password = sent.password() == null ? "" : sent.password();
        var wrong = new Violations();
        wrong.check(!name.isBlank(), "/name", "required", "Send the name.");
        wrong.check(!password.isEmpty(), "/password", "required", "Send the password.");
        wrong.throwIfAny();
        attempts.count(name, request.getRemoteAddr()).ifPresent(wait -> refuse(wait, response));
        var secret = passwords.signIn(name, password, Contexts.correlationOf(request));
        attempts.succeeded(name);
        return letIn(secret, request);
    }

    /** Ends the session of this browser and what it holds open; a token is not ended by this. */
    @PostMapping("/logout")
    ResponseEntity<Void> logout(HttpServletRequest request) {
        var account = RequestContext.current().principal().account();
        cookie.of(request).map(Digests::of).ifPresent(digest -> signOuts.end(stamps.ofRequest(), account, digest));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.cleared().toString())
                .build();
    }

    private static void refuse(Duration wait, HttpServletResponse response) {
        response.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        throw new Rejection(
                ProblemCode.RATE_LIMITED,
                "Too many attempts. Wait, or get in with a link: ./agentdesk token --sign-in");
    }

    private ResponseEntity<SignedIn> letIn(String secret, HttpServletRequest request) {
        cookie.of(request).flatMap(sessions::find).ifPresent(old -> end(old, request));
        return ResponseEntity.ok()
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.with(secret, BrowserSessions.LONGEST).toString())
                .body(new SignedIn(cookie.csrfToken(secret)));
    }

    private void end(KnownSession old, HttpServletRequest request) {
        var actor = Actor.user(old.accountId());
        var correlation = Contexts.correlationOf(request);
        var stamp = new Stamp(ids.mint("evt"), clock.instant(), actor, null, correlation, null, 0);
        signOuts.end(stamp, old.accountId(), old.digest());
    }
}
