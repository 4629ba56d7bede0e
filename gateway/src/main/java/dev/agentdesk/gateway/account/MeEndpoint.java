package dev.agentdesk.gateway.account;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is here; a signed-in person changes name and password. */
@RestController
@RequestMapping("/api/v1/me")
final class MeEndpoint {

    private final SessionCookie cookie;
    private final OwnAccount accounts;

    MeEndpoint(SessionCookie cookie, OwnAccount accounts) {
        this.cookie = cookie;
        this.accounts = accounts;
    }

    /**
     * {@code csrfToken} only for a browser that is signed in by cookie. {@code needsCurrentPassword}: whether setting a
     * password asks for the present one; not within a quarter of an hour after a link. Both last ones null for tokens.
     */
    record Me(
            String id,
            String type,
            String name,
            String role,
            String accountId,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            @Nullable String csrfToken,
            @Nullable Boolean hasPassword,
            @Nullable Boolean needsCurrentPassword) {}

    @GetMapping
    Me me(HttpServletRequest request) {
        var caller = RequestContext.current().principal();
        return caller.type().equals("user") ? person(caller, caller.name(), request) : token(caller);
    }

    @PatchMapping
    Me change(@RequestBody MeChange asked, HttpServletRequest request) {
        var caller = RequestContext.current().principal();
        if (!caller.type().equals("user")) {
            throw new Rejection(ProblemCode.FORBIDDEN, "A person changes their own account, signed in; a token can't.");
        }
        var name = accounts.change(caller, OwnAccount.session(cookie, request), asked);
        return person(caller, name, request);
    }

    private Me person(Principal caller, String name, HttpServletRequest request) {
        var password = accounts.password(caller.account(), OwnAccount.session(cookie, request));
        return new Me(
                caller.id(),
                caller.type(),
                name,
                caller.role(),
                caller.account(),
                caller.scopes(),
                caller.workspaceIds(),
                cookie.of(request).map(cookie::csrfToken).orElse(null),
                password.hash() != null,
                password.needed());
    }

    private static Me token(Principal caller) {
        return new Me(
                caller.id(),
                caller.type(),
                caller.name(),
                caller.role(),
                caller.account(),
                caller.scopes(),
                caller.workspaceIds(),
                null,
                null,
                null);
    }
}
