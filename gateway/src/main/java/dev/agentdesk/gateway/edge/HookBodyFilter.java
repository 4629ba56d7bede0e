package dev.agentdesk.gateway.edge;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes the body of a webhook whole, before anything behind hears of it: at most {@value #LARGEST} bytes within
 * {@link #PATIENCE}.
 *
 * <p>A body that is too large or too slow is dropped and the request goes on without it, marked: the connector's owner
 * is to learn of it, and only the service behind knows the connector. Senders that drip cost a connection each and
 * nothing behind.
 */
public final class HookBodyFilter extends OncePerRequestFilter {

    /** Why the body was dropped; an attribute of the request. */
    private static final String DROPPED = HookBodyFilter.class.getName() + ".dropped";

    static final int LARGEST = 1024 * 1024;
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int STEP = 16_384;

    private final LongSupplier nanos;

    HookBodyFilter(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** {@code too-large} or {@code too-slow}; null if the body is there whole. */
    public static @Nullable String dropped(HttpServletRequest request) {
        return request.getAttribute(DROPPED) instanceof String why ? why : null;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/hooks/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var body = new byte[0];
        if (request.getContentLengthLong() > LARGEST) {
            request.setAttribute(DROPPED, "too-large");
        } else {
            body = read(request);
        }
        if (dropped(request) != null) {
            response.setHeader("Connection", "close");
        }
        chain.doFilter(new BufferedRequest(request, body), response);
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) != null) {
            // The socket timed out and the container made an error of it; the answer that stands is ours.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
        } else if ("too-slow".equals(dropped(request))) {
            // Without this the container would go on to wait for the rest of the body.
            response.flushBuffer();
            throw new CloseNowException("the sender of a webhook is too slow");
        }
    }

    private byte[] read(HttpServletRequest request) throws IOException {
        long until = nanos.getAsLong() + PATIENCE.toNanos();
        var in = request.getInputStream();
        var body = new ByteArrayOutputStream();
        var step = new byte[STEP];
        try {
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                body.write(step, 0, n);
                if (body.size() > LARGEST) {
                    return drop(request, "too-large");
                }
                if (nanos.getAsLong() - until > 0) {
                    return drop(request, "too-slow");
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            if (timedOut(e)) {
                return drop(request, "too-slow");
            }
            throw e;
        }
    }

    /** The container wraps what the socket says. */
    private static boolean timedOut(IOException e) {
        return e instanceof SocketTimeoutException || e.getCause() instanceof SocketTimeoutException;
    }

    private static byte[] drop(HttpServletRequest request, String why) {
        request.setAttribute(DROPPED, why);
        return new byte[0];
    }

    /** Counted from {@link System#nanoTime}: a wall clock that jumps cuts nobody off. */
    static HookBodyFilter live() {
        return new HookBodyFilter(System::nanoTime);
    }
}
