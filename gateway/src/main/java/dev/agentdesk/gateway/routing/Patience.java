package dev.agentdesk.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a service may take until its answer begins.
 *
 * @param ordinary where the request does not ask to wait
 */
@ConfigurationProperties("agentdesk.patience")
public record Patience(@DefaultValue("30s") Duration ordinary) {

    /** An upload is answered after its last byte. */
    static final Duration UPLOAD = Duration.ofHours(1);

    /** The longest {@code ?wait=} that the API offers. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /** A service answers at its own deadline; we are only there for the case that it does not. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    Duration with(HttpServletRequest request) {
        var query = request.getQueryString();
        if (query != null && query.contains("wait=")) {
            return wait(query).plus(GRACE);
        }
        return request.getRequestURI().contains("/files/") ? UPLOAD : ordinary;
    }

    /** Read from the raw query: asking the servlet for a parameter would consume the body of a form. */
    private Duration wait(String query) {
        for (String pair : query.split("&")) {
            if (pair.startsWith("wait=")) {
                try {
                    var asked = Duration.parse(pair.substring("wait=".length()));
                    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
                } catch (DateTimeParseException e) {
                    return ordinary;
                }
            }
        }
        return ordinary;
    }
}
