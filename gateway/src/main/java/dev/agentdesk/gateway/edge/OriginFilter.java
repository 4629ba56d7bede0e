package dev.agentdesk.gateway.edge;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what a page of another site sends: unsafe methods and WebSockets with a foreign {@code Origin}, {@code null}
 * included.
 *
 * <p>Without an {@code Origin} the caller is no browser (or an old one, which {@code Sec-Fetch-Site} and the CSRF token
 * catch); its token decides.
 */
final class OriginFilter extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final OwnAddresses own;
    private final Problems problems;

    OriginFilter(OwnAddresses own, Problems problems) {
        this.own = own;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isHarmless(request) || isOwn(request)) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, ProblemCode.FOREIGN_ORIGIN, "Pages of other sites may not do this.");
        }
    }

    private static boolean isHarmless(HttpServletRequest request) {
        return SAFE.contains(request.getMethod()) && request.getHeader("Upgrade") == null;
    }

    private boolean isOwn(HttpServletRequest request) {
        var origin = request.getHeader("Origin");
        if (origin != null) {
            return own.isOwnOrigin(origin, request.getHeader("Host"));
        }
        var site = request.getHeader("Sec-Fetch-Site");
        return site == null || OWN_SITE.contains(site);
    }
}
