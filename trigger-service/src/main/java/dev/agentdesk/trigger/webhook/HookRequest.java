package dev.agentdesk.trigger.webhook;

import dev.agentdesk.trigger.signature.Letter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a request says before its body is read.
 *
 * @param path what stands behind the id of the connector
 * @param refused why the gateway refused the body, if it did
 * @param headers as the sender wrote them; what services say to each other is gone
 */
record HookRequest(
        String connectorId,
        String method,
        String path,
        String query,
        String address,
        @Nullable String contentType,
        long contentLength,
        @Nullable String refused,
        Map<String, List<String>> headers) {

    private static final String BASE = "/hooks/";
    private static final String REFUSED = "X-Agentdesk-Refused";
    private static final String OURS = "x-agentdesk-";

    static HookRequest of(HttpServletRequest request) {
        var rest = request.getRequestURI().substring(BASE.length());
        int slash = rest.indexOf('/');
        return new HookRequest(
                slash < 0 ? rest : rest.substring(0, slash),
                request.getMethod(),
                slash < 0 ? "" : rest.substring(slash),
                Objects.requireNonNullElse(request.getQueryString(), ""),
                Objects.requireNonNullElse(request.getHeader("X-Forwarded-For"), request.getRemoteAddr()),
                request.getContentType(),
                request.getContentLengthLong(),
                request.getHeader(REFUSED),
                headers(request));
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        var headers = new TreeMap<String, List<String>>();
        for (String name : Collections.list(request.getHeaderNames())) {
            var lower = name.toLowerCase(Locale.ROOT);
            boolean theirs = !lower.startsWith(OURS)
                    || lower.equals(dev.agentdesk.trigger.signature.Scheme.SENDER_AUTHORIZATION);
            if (theirs && !BETWEEN_SERVICES.contains(lower)) {
                headers.put(lower, new ArrayList<>(Collections.list(request.getHeaders(name))));
            }
        }
        return headers;
    }

    private static final java.util.Set<String> BETWEEN_SERVICES =
            java.util.Set.of("authorization", "x-forwarded-for", "host", "connection", "content-length");

    /** With its body. */
    Letter letter(byte[] body) {
        return new Letter(headers, body);
    }

    @Nullable
    String header(String name) {
        return letter(new byte[0]).header(name);
    }
}
