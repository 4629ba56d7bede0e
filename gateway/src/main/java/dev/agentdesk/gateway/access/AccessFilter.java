package dev.agentdesk.gateway.access;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.account.SessionCookie;
import dev.agentdesk.gateway.edge.Surface;
import dev.agentdesk.kit.web.Contexts;
import dev.agentdesk.kit.web.Problems;
import dev.agentdesk.kit.web.RequestContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody through who is not known, but for the few paths that are open to all.
 *
 * <p>The answer to a missing, malformed, unknown, expired and revoked credential is the same. What a browser changes
 * needs the CSRF token as well, because a browser sends its cookie whoever asks.
 */
final class AccessFilter extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger(AccessFilter.class);

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Credentials credentials;
    private final LastUse lastUse;
    private final SessionCookie cookie;
    private final Problems problems;

    AccessFilter(Credentials credentials, LastUse lastUse, SessionCookie cookie, Problems problems) {
        this.credentials = credentials;
        this.lastUse = lastUse;
        this.cookie = cookie;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Surface.isOpen(request.getMethod(), request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Caller> caller;
        try {
            caller = credentials.of(request);
            caller.ifPresent(known -> lastUse.of(known.credentialId(), request.getRemoteAddr()));
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("credentials can't be checked: {}", away.toString());
            problems.write(request, response, ProblemCode.UNAVAILABLE, "Accounts are not reachable at the moment.");
            return;
        }
        if (caller.isPresent()) {
            admit(caller.get(), request, response, chain);
        } else {
            response.setHeader("WWW-Authenticate", "Bearer");
            problems.write(request, response, ProblemCode.UNAUTHENTICATED, "Sign in, or send a service token.");
        }
    }

    private void admit(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (caller.browser() && !SAFE.contains(request.getMethod()) && !cookie.hasCsrfToken(request)) {
            problems.write(request, response, ProblemCode.FORBIDDEN, "Send the csrf_token of GET /me as X-CSRF-Token.");
            return;
        }
        caller.attachTo(request);
        var context = new RequestContext(caller.principal(), Contexts.correlationOf(request), null, 0, null);
        Contexts.run(context, request, response, chain);
    }
}
