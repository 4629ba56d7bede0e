package dev.agentdesk.gateway.routing;

import dev.agentdesk.gateway.access.Caller;
import dev.agentdesk.gateway.access.InnerIdentity;
import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** The way to the services: their addresses, one client for all, and the identity that we vouch for. */
final class Services implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final Map<String, URI> addresses;
    private final InnerIdentity identity;
    private final HttpClient client;

    Services(Map<String, URI> addresses, InnerIdentity identity) {
        this.addresses = Map.copyOf(addresses);
        this.identity = identity;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    CompletableFuture<HttpResponse<InputStream>> send(
            String service, HttpServletRequest request, BodyPublisher body, @Nullable Caller caller) {
        var forwarded = HttpRequest.newBuilder(target(service, request)).method(request.getMethod(), body);
        if (isWebhook(request)) {
            PassedHeaders.ofWebhook(request, forwarded);
        } else {
            PassedHeaders.toService(request, forwarded);
        }
        identity.headers(request, caller).forEach(forwarded::setHeader);
        return client.sendAsync(forwarded.build(), BodyHandlers.ofInputStream());
    }

    /** Whether the request comes from a sender of events, who signs instead of signing in. */
    static boolean isWebhook(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/hooks/");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private URI target(String service, HttpServletRequest request) {
        var base = addresses.get(service);
        if (base == null) {
            throw new IllegalStateException("no address is configured for " + service);
        }
        var query = request.getQueryString();
        return URI.create(base + request.getRequestURI() + (query == null ? "" : "?" + query));
    }
}
