package dev.agentdesk.gateway.asking;

import dev.agentdesk.gateway.access.Caller;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Contexts;
import jakarta.servlet.http.HttpServletRequest;

/** Whom services shall answer, kept beyond the thread of the request. */
public record Asker(Principal principal, String correlationId, String address) {

    public static Asker of(HttpServletRequest request) {
        return new Asker(
                Caller.of(request).principal(),
                Contexts.correlationOf(request),
                String.valueOf(request.getRemoteAddr()));
    }
}
