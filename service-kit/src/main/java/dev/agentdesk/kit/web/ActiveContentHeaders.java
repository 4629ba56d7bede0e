package dev.agentdesk.kit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Headers for content that agents and strangers wrote: downloaded, never run, on whatever page it is opened. */
public final class ActiveContentHeaders {

    private ActiveContentHeaders() {}

    public static void set(HttpServletResponse response, String fileName) {
        response.setHeader(
                "Content-Disposition",
                "attachment; filename*=UTF-8''"
                        + URLEncoder.encode(fileName, StandardCharsets.UTF_8).replace("+", "%20"));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }
}
