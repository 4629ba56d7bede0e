package dev.agentdesk.kit.web;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.FieldError;
import dev.agentdesk.kit.problem.Rejection;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Problem documents (RFC 9457): the one form in which this platform says no. */
public final class Problems {

    public static final String MEDIA_TYPE = "application/problem+json";

    private final JsonMapper json;

    public Problems(JsonMapper json) {
        this.json = json;
    }

    /** The body; {@code type} is a relative reference into the published list of codes. */
    public static Map<String, Object> body(
            HttpServletRequest request, ProblemCode code, String detail, List<FieldError> errors) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "/api/v1/problems#" + code.code());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", detail);
        body.put("instance", request.getRequestURI());
        body.put("code", code.code());
        body.put("retryable", code.retryable());
        body.put("trace_id", traceId(request));
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }

    public static Map<String, Object> body(HttpServletRequest request, Rejection rejection) {
        var body = body(request, rejection.code(), String.valueOf(rejection.getMessage()), List.of());
        if (rejection.current() instanceof Map<?, ?> extra && extra.containsKey("required_scope")) {
            body.put("required_scope", extra.get("required_scope"));
        } else if (rejection.current() != null) {
            body.put("current", rejection.current());
        }
        return body;
    }

    /** For filters, where no controller advice reaches. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemCode code, String detail)
            throws IOException {
        write(response, code.status(), body(request, code, detail, List.of()));
    }

    public void write(HttpServletResponse response, int status, Map<String, Object> body) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    private static @Nullable String traceId(HttpServletRequest request) {
        return (String) request.getAttribute(ContextFilter.CORRELATION);
    }
}
