package dev.agentdesk.gateway.account;

import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is here, and what a stranger needs to know to become one. */
@RestController
@RequestMapping("/api/v1")
final class MeEndpoint {

    private final SessionCookie cookie;

    MeEndpoint(SessionCookie cookie) {
        this.cookie = cookie;
    }

    /** {@code csrfToken} only for a browser that is signed in by cookie. */
    record Me(
            String id,
            String type,
            String name,
            String role,
            String accountId,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            @Nullable String csrfToken) {}

    /** An instance has its administrator from the first start on; who has no link yet asks for one on its machine. */
    record Setup(boolean administrator, List<String> signIn, String hint) {}

    @GetMapping("/me")
    Me me(HttpServletRequest request) {
        var caller = RequestContext.current().principal();
        return new Me(
                caller.id(),
                caller.type(),
                caller.name(),
                caller.role(),
                caller.account(),
                caller.scopes(),
                caller.workspaceIds(),
                csrfToken(caller, request));
    }

    @GetMapping("/setup")
    Setup setup() {
        return new Setup(
                true, List.of("link"), "Lost the link? Run ./agentdesk token --sign-in on this instance's machine.");
    }

    private @Nullable String csrfToken(Principal caller, HttpServletRequest request) {
        return caller.type().equals("user")
                ? cookie.of(request).map(cookie::csrfToken).orElse(null)
                : null;
    }
}
