package dev.agentdesk.gateway.edge;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.web.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Refuses bodies over the limit before anything is done with them.
 *
 * <p>An announced size is judged at once. An ordinary body of unknown size is taken into memory, at most the limit, so
 * that nobody sees half of it; an upload of unknown size is counted while it streams.
 */
final class SizeFilter extends OncePerRequestFilter {

    private static final List<PathPattern> UPLOADS = List.of(
            PathPatternParser.defaultInstance.parse("/api/v1/workspaces/{id}/files/content"),
            PathPatternParser.defaultInstance.parse("/api/v1/workspaces/{id}/files/upload"));

    private final EdgeProperties edge;
    private final Problems problems;

    SizeFilter(EdgeProperties edge, Problems problems) {
        this.edge = edge;
        this.problems = problems;
    }

    /** Webhooks have a limit of their own, see {@link HookBodyFilter}. */
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/hooks/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean upload = isUpload(request.getRequestURI());
        long limit = (upload ? edge.uploadLimit() : edge.bodyLimit()).toBytes();
        if (request.getContentLengthLong() > limit) {
            refuse(request, response, limit);
        } else if (request.getContentLengthLong() >= 0 || request.getHeader("Transfer-Encoding") == null) {
            chain.doFilter(request, response);
        } else if (upload) {
            chain.doFilter(new CountedRequest(request, limit), response);
        } else {
            var body = request.getInputStream().readNBytes((int) limit + 1);
            if (body.length > limit) {
                refuse(request, response, limit);
            } else {
                chain.doFilter(new BufferedRequest(request, body), response);
            }
        }
    }

    private static boolean isUpload(String path) {
        var parsed = PathContainer.parsePath(path);
        return UPLOADS.stream().anyMatch(pattern -> pattern.matches(parsed));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, long limit) throws IOException {
        response.setHeader("Connection", "close");
        problems.write(request, response, ProblemCode.PAYLOAD_TOO_LARGE, "At most " + limit + " bytes are taken here.");
    }
}
