package dev.agentdesk.gateway.edge;

import dev.agentdesk.kit.web.Contexts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The headers of every answer: never guessed at, never framed, never a document that runs, never kept by a cache. */
public final class AnswerHeaders {

    private AnswerHeaders() {}

    /** At the beginning of a request, and again where an answer is begun anew. */
    public static void set(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(Contexts.CORRELATION_HEADER, Contexts.correlationOf(request));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
    }
}
