package dev.agentdesk.gateway.routing;

import dev.agentdesk.gateway.access.Caller;
import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.connection.OpenConnections.Connection;
import dev.agentdesk.gateway.connection.WhyEnded;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to a service and back, on the thread that serves it.
 *
 * <p>It can be ended from outside by interrupting that thread; after {@link #close} that can't happen any more and the
 * request's body is not read any more.
 */
final class Exchange implements AutoCloseable {

    private static final int BUFFER = 16_384;

    private final String service;
    private final HttpServletRequest request;
    private final @Nullable Caller caller;
    private final GuardedBody body;
    private final Connection connection;
    private volatile @Nullable WhyEnded ended;
    private @Nullable CompletableFuture<HttpResponse<InputStream>> pending;

    Exchange(String service, HttpServletRequest request, OpenConnections connections) throws IOException {
        this.service = service;
        this.request = request;
        this.caller = Caller.orNull(request);
        this.body = new GuardedBody(request.getInputStream());
        var thread = Thread.currentThread();
        this.connection = connections.add(
                caller == null ? OpenConnections.NOBODY : caller.credentialId(), why -> end(why, thread));
    }

    private void end(WhyEnded why, Thread thread) {
        ended = why;
        thread.interrupt();
    }

    /** Why it was ended from outside, if it was; whatever failed after that failed because of it. */
    @Nullable
    WhyEnded whyEnded() {
        return ended;
    }

    /** The beginning of the answer; its body is still to come. */
    HttpResponse<InputStream> send(Services services, Patience patience)
            throws IOException, InterruptedException, TimeoutException {
        var sent = services.send(service, request, publisher(), caller);
        pending = sent;
        try {
            return sent.get(patience.with(request).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw cause(e);
        }
    }

    private IOException cause(ExecutionException e) {
        var own = body.failure();
        if (own != null) {
            return own;
        }
        return e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }

    private BodyPublisher publisher() {
        long length = request.getContentLengthLong();
        if (length > 0) {
            return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> body), length);
        }
        boolean chunked = length < 0 && request.getHeader("Transfer-Encoding") != null;
        return chunked ? BodyPublishers.ofInputStream(() -> body) : BodyPublishers.noBody();
    }

    /** Passes the body on; what has no known length is a stream and leaves at once. */
    void copy(HttpResponse<InputStream> answer, HttpServletResponse response) throws IOException {
        boolean stream = answer.headers().firstValue("content-length").isEmpty();
        var buffer = new byte[BUFFER];
        try (var in = answer.body()) {
            begin(stream, response);
            var out = response.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                connection.moved();
                out.write(buffer, 0, n);
                if (stream) {
                    out.flush();
                }
            }
        }
    }

    private void begin(boolean stream, HttpServletResponse response) throws IOException {
        connection.moved();
        if (stream) {
            connection.endless();
            response.flushBuffer();
        }
    }

    @Override
    public void close() {
        connection.close();
        Thread.interrupted();
        var sent = pending;
        if (sent != null) {
            sent.cancel(true);
        }
        body.close();
    }
}
