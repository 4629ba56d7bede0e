package dev.agentdesk.gateway.access;

import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Contexts;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Vouches for a caller with a token of ours, valid for a minute, instead of the caller's own credential. */
final class SignedIdentity implements InnerIdentity {

    /**
     * Somebody who needs no sign-in (a sender of webhooks, a reader of a share): may nothing that is asked of others.
     */
    private static final Principal ANYBODY =
            new Principal("anybody", "anonymous", "anybody", "viewer", List.of(), List.of(), null);

    private final InnerTokens tokens;

    SignedIdentity(InnerTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Map<String, String> headers(HttpServletRequest request, @Nullable Caller caller) {
        var principal = caller == null ? ANYBODY : caller.principal();
        return Map.of(
                "Authorization",
                "Bearer " + tokens.issue(principal),
                Contexts.CORRELATION_HEADER,
                Contexts.correlationOf(request),
                "X-Forwarded-For",
                request.getRemoteAddr());
    }
}
