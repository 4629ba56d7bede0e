package dev.agentdesk.gateway.account;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The browsers in which a person is signed in. */
@RestController
@RequestMapping("/api/v1/me/sessions")
final class OwnSessionsEndpoint {

    private final BrowserSessions sessions;
    private final SessionCookie cookie;
    private final SignOuts signOuts;
    private final Stamps stamps;

    OwnSessionsEndpoint(BrowserSessions sessions, SessionCookie cookie, SignOuts signOuts, Stamps stamps) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.signOuts = signOuts;
        this.stamps = stamps;
    }

    record Shown(
            String id,
            String method,
            Instant signedInAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom,
            Instant expiresAt,
            boolean current) {}

    @GetMapping
    Page<Shown> list(HttpServletRequest request) {
        var own = OwnAccount.session(cookie, person(request));
        return new Page<>(
                sessions.of(caller().account()).stream()
                        .map(open -> new Shown(
                                open.id(),
                                open.method(),
                                open.signedInAt(),
                                open.lastUsedAt(),
                                open.lastUsedFrom(),
                                open.expiresAt(),
                                open.digest().equals(own)))
                        .toList(),
                null);
    }

    /** Also the one that asks; its cookie is of no use then. */
    @DeleteMapping("/{id}")
    ResponseEntity<Void> end(@PathVariable String id, HttpServletRequest request) {
        person(request);
        var account = caller().account();
        var found = sessions.of(account).stream()
                .filter(open -> open.id().equals(id))
                .findFirst()
                .orElseThrow(Rejection::notFound);
        signOuts.end(stamps.ofRequest(), account, found.digest());
        return ResponseEntity.noContent().build();
    }

    private static Principal caller() {
        return RequestContext.current().principal();
    }

    private static HttpServletRequest person(HttpServletRequest request) {
        if (!caller().type().equals("user")) {
            throw new Rejection(ProblemCode.FORBIDDEN, "A token has no browser sessions; sign in.");
        }
        return request;
    }
}
