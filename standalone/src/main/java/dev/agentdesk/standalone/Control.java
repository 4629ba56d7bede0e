package dev.agentdesk.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door for the commands of the person who owns the data folder: on the loopback address, and only for those who can
 * read the control secret in that folder.
 */
final class Control implements AutoCloseable {

    /** What one door does: takes the body of the request, gives what becomes the JSON of the answer. */
    interface Action {
        Object answer(byte[] body) throws IOException;
    }

    private static final Logger log = LoggerFactory.getLogger(Control.class);
    private static final int MAX_BODY = 64 * 1024;

    private final HttpServer server;
    private final byte[] expected;

    Control(int port, String secret) {
        this.expected = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new Refusal("The control port " + port + " can't be opened: " + e.getMessage(), e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    Control on(String path, Action action) {
        server.createContext(path, guarded(action));
        return this;
    }

    Control open() {
        server.start();
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpHandler guarded(Action action) {
        return exchange -> {
            try (exchange) {
                if (!isOwner(exchange)) {
                    send(exchange, 401, new byte[0]);
                } else if (!exchange.getRequestMethod().equals("POST")) {
                    send(exchange, 405, new byte[0]);
                } else {
                    perform(exchange, action);
                }
            }
        };
    }

    private boolean isOwner(HttpExchange exchange) {
        var shown = exchange.getRequestHeaders().getFirst("Authorization");
        return shown != null && MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), expected);
    }

    /** The outermost edge of this thread: whatever goes wrong becomes an answer and a line in the log. */
    private void perform(HttpExchange exchange, Action action) throws IOException {
        try {
            var answer = action.answer(exchange.getRequestBody().readNBytes(MAX_BODY));
            send(exchange, 200, Json.MAPPER.writeValueAsBytes(answer));
        } catch (Refusal e) {
            send(exchange, 422, sentence(e));
        } catch (RuntimeException e) {
            log.error("The command {} failed", exchange.getRequestURI(), e);
            send(exchange, 500, sentence(e));
        }
    }

    private static byte[] sentence(RuntimeException e) {
        return String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
