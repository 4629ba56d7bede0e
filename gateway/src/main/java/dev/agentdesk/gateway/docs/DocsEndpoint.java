package dev.agentdesk.gateway.docs;

import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.kit.problem.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * OpenAPI, AsyncAPI and the console, which is a reader of the former.
 *
 * <p>Open to everybody: they describe the software, are the same in every instance, and tell nothing of this one. Read
 * from the jar when they are asked for, so they cost nothing at rest and are there whatever else is away.
 */
@RestController
final class DocsEndpoint {

    private static final String PAGE = "console.html";

    private static final Map<String, String> TYPES = Map.of(
            "openapi.json", "application/json",
            "asyncapi.json", "application/json",
            "console.js", "text/javascript; charset=utf-8",
            "console.css", "text/css; charset=utf-8");

    /** Our own files, requests to ourselves, and no text becomes code. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    @GetMapping("/api/docs")
    void page(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        send(PAGE, "text/html; charset=utf-8", request, response);
    }

    @GetMapping("/api/docs/{file}")
    void file(@PathVariable String file, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var type = TYPES.get(file);
        if (type == null) {
            throw Rejection.notFound();
        }
        send(file, type, request, response);
    }

    private static void send(String file, String type, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var content = new ClassPathResource(file, DocsEndpoint.class).getContentAsByteArray();
        response.setHeader("Cache-Control", "no-cache");
        if (new ServletWebRequest(request, response).checkNotModified('"' + Digest.of(content) + '"')) {
            return;
        }
        response.setContentType(type);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }
}
