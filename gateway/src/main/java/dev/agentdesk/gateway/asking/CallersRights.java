package dev.agentdesk.gateway.asking;

import dev.agentdesk.kit.ServiceProperties;
import dev.agentdesk.kit.security.InnerTokens;
import dev.agentdesk.kit.web.Contexts;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks services with the rights of a caller and nothing more: what they answer is what the caller would get, a hidden
 * resource included.
 */
public final class CallersRights implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final ServiceProperties services;
    private final InnerTokens tokens;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    CallersRights(ServiceProperties services, InnerTokens tokens) {
        this.services = services;
        this.tokens = tokens;
    }

    /**
     * Gets a path; the answer's body is still to come and has to be closed.
     *
     * @param begins how long the answer may take to begin
     * @throws IOException if the service is not reachable, breaks off or is too slow
     */
    public HttpResponse<InputStream> get(
            String service, String path, Asker asker, Map<String, String> headers, Duration begins)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(services.peer(service) + path))
                .header("Authorization", "Bearer " + tokens.issue(asker.principal()))
                .header(Contexts.CORRELATION_HEADER, asker.correlationId())
                .header("X-Forwarded-For", asker.address());
        headers.forEach(request::header);
        var sent = client.sendAsync(request.build(), BodyHandlers.ofInputStream());
        try {
            return sent.get(begins.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException(service + " did not begin to answer", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw e;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
