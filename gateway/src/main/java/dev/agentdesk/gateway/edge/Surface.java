package dev.agentdesk.gateway.edge;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.web.Contexts;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The outermost filter: names the request, and knows all that this port offers. What is not listed here or in an
 * {@link Offer} does not exist, whatever is mapped behind.
 *
 * <p>Paths are judged as they were sent, so a path that another reader could take for a different one is refused.
 */
public final class Surface extends OncePerRequestFilter {

    private static final String API = "/api/v1/";
    private static final String HOOKS = "/hooks/";
    private static final String HEALTH = "/actuator/health";
    private static final String DOCS = "/api/docs";

    private static final Set<String> OPEN = Set.of(
            "GET /api/v1/setup", "GET /api/v1/problems", "POST /api/v1/auth/links/redeem", "POST /api/v1/auth/login");

    /** Read differently by different readers: empty and dot segments, parameters, hidden separators. */
    private static final List<String> AMBIGUOUS =
            List.of("//", "/./", "/../", ";", "\\", "%00", "%2e", "%2f", "%3b", "%5c");

    private final IdSource ids;
    private final Problems problems;
    private final List<Offer> offers;

    Surface(IdSource ids, Problems problems, List<Offer> offers) {
        this.ids = ids;
        this.problems = problems;
        this.offers = offers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Contexts.correlate(request, ids.mint("cor"));
        AnswerHeaders.set(request, response);
        var path = request.getRequestURI();
        if (!isPlain(path)) {
            problems.write(request, response, ProblemCode.INVALID_REQUEST, "The path is ambiguous.");
        } else if (isOffered(path)) {
            chain.doFilter(request, response);
        } else {
            problems.write(request, response, ProblemCode.NOT_FOUND, "There is no such path; the API is at /api/v1.");
        }
    }

    /** Whether this path is open to everybody, signed in or not. */
    public static boolean isOpen(String method, String path) {
        return !path.startsWith(API)
                || OPEN.contains(method + " " + path)
                || method.equals("GET") && path.startsWith("/api/v1/shared/");
    }

    static boolean isPlain(String path) {
        var lower = path.toLowerCase(Locale.ROOT);
        var closed = lower.endsWith("/") ? lower : lower + "/";
        return path.startsWith("/") && AMBIGUOUS.stream().noneMatch(closed::contains);
    }

    private boolean isOffered(String path) {
        return path.equals("/")
                || path.startsWith(API)
                || path.startsWith(HOOKS)
                || path.equals(DOCS)
                || path.startsWith(DOCS + "/")
                || path.equals(HEALTH)
                || path.startsWith(HEALTH + "/")
                || offers.stream().anyMatch(offer -> offer.has(path));
    }
}
