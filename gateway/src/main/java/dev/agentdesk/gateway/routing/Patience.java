package dev.agentdesk.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** How long a service may take until its answer begins. */
final class Patience {

    static final Duration ORDINARY = Duration.ofSeconds(30);

    /** An upload is answered after its last byte. */
    static final Duration UPLOAD = Duration.ofHours(1);

    /** The longest {@code ?wait=} that the API offers. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** A service answers at its own deadline; we are only there for the case that it does not. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private Patience() {}

    static Duration with(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query != null && query.contains("wait=")) {
            return wait(query).plus(GRACE);
        }
        return request.getRequestURI().contains("/files/") ? UPLOAD : ORDINARY;
    }

    /** Read from the raw query: asking the servlet for a parameter would consume the body of a form. */
    private static Duration wait(String query) {
        for (String pair : query.split("&")) {
            if (pair.startsWith("wait=")) {
                try {
                    var asked = Duration.parse(pair.substring("wait=".length()));
                    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
                } catch (DateTimeParseException e) {
                    return ORDINARY;
                }
            }
        }
        return ORDINARY;
    }
}
