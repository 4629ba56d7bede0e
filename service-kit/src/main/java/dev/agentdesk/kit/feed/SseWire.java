package dev.agentdesk.kit.feed;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The wire's own marks of server-sent events, the same on every stream of the platform. */
public final class SseWire {

    /** A client that hears nothing for longer than two of these may take the connection for dead. */
    public static final long HEARTBEAT_MS = 15_000;

    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HEARTBEAT = ": \n\n".getBytes(StandardCharsets.UTF_8);

    private SseWire() {}

    /** Begins the answer: a lost connection is tried again after two seconds. */
    public static void begin(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        response.getOutputStream().write(RETRY);
        response.flushBuffer();
    }

    /** A comment that keeps the connection alive. */
    public static void heartbeat(HttpServletResponse response) throws IOException {
        response.getOutputStream().write(HEARTBEAT);
    }
}
