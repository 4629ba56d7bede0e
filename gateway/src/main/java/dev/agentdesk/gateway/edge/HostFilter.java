package dev.agentdesk.gateway.edge;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses requests that were sent to another name, whatever they ask: 421 before anything else is looked at. */
final class HostFilter extends OncePerRequestFilter {

    /** Probes of orchestrators use the address of the container; the answer tells nothing. */
    private static final String HEALTH = "/actuator/health";

    private final OwnAddresses own;
    private final Problems problems;

    HostFilter(OwnAddresses own, Problems problems) {
        this.own = own;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(HEALTH);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (own.serves(request.getHeader("Host"), request.getLocalPort())) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, ProblemCode.MISDIRECTED, "Use the public address of this instance.");
        }
    }
}
