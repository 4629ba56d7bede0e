package dev.agentdesk.gateway.webapp;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.edge.Offer;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers browsers: the page for the routes that the page itself knows, and the files that it names.
 *
 * <p>The routes are a closed list by their first segment, so that a mistyped path stays a 404. Programs that ask for
 * JSON get none of this.
 */
final class WebApplication extends OncePerRequestFilter implements Offer {

    private static final Set<String> ROUTES = Set.of(
            "sign-in",
            "welcome",
            "workspaces",
            "w",
            "inbox",
            "library",
            "automation",
            "ops",
            "settings",
            "search",
            "why",
            "e",
            "shared");

    private static final String NOT_BUILT = """
            This build of Agentdesk holds no web application: the module "web" was not built into it.
            The API is at /api/v1.
            """;

    private final WebFiles files;
    private final Problems problems;

    WebApplication(WebFiles files, Problems problems) {
        this.files = files;
        this.problems = problems;
    }

    @Override
    public boolean has(String path) {
        return isRoute(path) || files.find(path).isPresent();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var path = request.getRequestURI();
        var file = files.find(path);
        if (file.isEmpty() && !wantsPage(path, request)) {
            chain.doFilter(request, response);
        } else if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            problems.write(request, response, ProblemCode.METHOD_NOT_ALLOWED, "This is a page; the API is at /api/v1.");
        } else if (file.isPresent()) {
            file.get().answer(request, response);
        } else {
            page(request, response);
        }
    }

    private static boolean isRoute(String path) {
        int end = path.indexOf('/', 1);
        return path.equals("/") || ROUTES.contains(path.substring(1, end < 0 ? path.length() : end));
    }

    /** At the root, programs that say nothing get the JSON; elsewhere only those that ask for it get what is none. */
    private static boolean wantsPage(String path, HttpServletRequest request) {
        var accepted = request.getHeader("Accept");
        boolean names = accepted != null && accepted.contains("text/html");
        if (path.equals("/")) {
            return names;
        }
        return isRoute(path) && (names || accepted == null || accepted.contains("*/*"));
    }

    private void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var page = files.page();
        if (page.isPresent()) {
            page.get().answer(request, response);
        } else {
            response.setStatus(503);
            response.setContentType("text/plain; charset=utf-8");
            response.getOutputStream().write(NOT_BUILT.getBytes(StandardCharsets.UTF_8));
        }
    }
}
