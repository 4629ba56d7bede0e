package dev.agentdesk.gateway.routing;

import dev.agentdesk.gateway.edge.HookBodyFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which headers cross the gateway. To services by an allow list: what is not named here, above all identity, cookies
 * and {@code X-Forwarded-*}, was written by the caller and means nothing behind.
 *
 * <p>Webhooks are the exception: senders sign and describe with headers of their own, so theirs pass but for ours, for
 * cookies and for what belongs to one connection.
 */
final class PassedHeaders {

    private static final Set<String> TO_SERVICE = Set.of(
            "accept",
            "accept-language",
            "content-type",
            "content-encoding",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "if-modified-since",
            "if-unmodified-since",
            "if-range",
            "range",
            "last-event-id",
            "user-agent",
            "traceparent",
            "tracestate");

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> NEVER_FROM_SENDERS = Set.of("authorization", "cookie", "forwarded", "via");

    private static final Set<String> NEVER_FROM_SERVICES = Set.of("date", "server", "set-cookie", "connection");

    private PassedHeaders() {}

    static void toService(HttpServletRequest from, HttpRequest.Builder to) {
        copy(from, to, TO_SERVICE::contains);
    }

    /** A sender's own {@code Authorization} makes room for ours and goes on under another name. */
    static void ofWebhook(HttpServletRequest from, HttpRequest.Builder to) {
        var authorization = from.getHeader("Authorization");
        if (authorization != null) {
            to.header("X-Agentdesk-Sender-Authorization", authorization);
        }
        var dropped = HookBodyFilter.dropped(from);
        if (dropped != null) {
            to.header("X-Agentdesk-Refused", dropped);
        }
        copy(
                from,
                to,
                name -> !OF_ONE_CONNECTION.contains(name)
                        && !NEVER_FROM_SENDERS.contains(name)
                        && !name.startsWith("x-forwarded-")
                        && !name.startsWith("x-agentdesk-"));
    }

    /** The service's word replaces the gateway's own default for the same header. */
    static void toClient(HttpHeaders from, HttpServletResponse to) {
        from.map().forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (OF_ONE_CONNECTION.contains(lower) || NEVER_FROM_SERVICES.contains(lower)) {
                return;
            }
            to.setHeader(name, values.getFirst());
            values.stream().skip(1).forEach(value -> to.addHeader(name, value));
        });
        from.firstValueAsLong("content-length").ifPresent(to::setContentLengthLong);
    }

    private static void copy(HttpServletRequest from, HttpRequest.Builder to, Predicate<String> passes) {
        for (String name : Collections.list(from.getHeaderNames())) {
            if (passes.test(name.toLowerCase(Locale.ROOT))) {
                Collections.list(from.getHeaders(name)).forEach(value -> to.header(name, value));
            }
        }
    }
}
