package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.security.Principal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * First filter of an inner service: takes the inner token or refuses, and opens the {@link RequestContext}.
 *
 * <p>Correlation, causation and depth are believed because only a holder of a platform key gets this far.
 */
final class ContextFilter extends OncePerRequestFilter {

    static final String CORRELATION = "agentdesk.correlation";

    static final String CORRELATION_HEADER = "X-Agentdesk-Correlation";
    static final String CAUSATION_HEADER = "X-Agentdesk-Causation";
    static final String DEPTH_HEADER = "X-Agentdesk-Depth";

    private final InnerTokens tokens;
    private final IdSource ids;
    private final Problems problems;

    ContextFilter(InnerTokens tokens, IdSource ids, Problems problems) {
        this.tokens = tokens;
        this.ids = ids;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var given = header(request, CORRELATION_HEADER);
        var correlation = given == null ? ids.mint("cor") : given;
        request.setAttribute(CORRELATION, correlation);
        response.setHeader(CORRELATION_HEADER, correlation);
        var principal = principal(request);
        if (principal.isEmpty()) {
            problems.write(request, response, ProblemCode.UNAUTHENTICATED, "Send a valid token of the platform.");
            return;
        }
        var context = new RequestContext(
                principal.get(), correlation, header(request, CAUSATION_HEADER), depth(request), null);
        try (var ignored = MDC.putCloseable("correlation_id", correlation)) {
            Contexts.run(context, request, response, chain);
        }
    }

    private Optional<Principal> principal(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith("Bearer ")
                ? tokens.verify(authorization.substring("Bearer ".length()))
                : Optional.empty();
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        var value = request.getHeader(name);
        return value != null && value.matches("[a-zA-Z0-9_-]{1,64}") ? value : null;
    }

    private static int depth(HttpServletRequest request) {
        var value = header(request, DEPTH_HEADER);
        return value != null && value.matches("[0-9]{1,3}") ? Integer.parseInt(value) : 0;
    }
}
