package dev.agentdesk.terminal.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Stands for workspace-service: knows the Workspaces that a test has told it about. */
public final class Workspaces implements AutoCloseable {

    public static final String OWNER = "usr_0000000000000000000000000w";

    private final HttpServer server;
    private final Map<String, String> environments = new ConcurrentHashMap<>();
    private final Map<String, String> slugs = new ConcurrentHashMap<>();
    private final Map<String, String> rights = new ConcurrentHashMap<>();
    private volatile boolean away;

    public Workspaces() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/internal/workspaces/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** A Workspace with that {@code environment} in its configuration. */
    public void put(String id, String slug, String environment) {
        environments.put(id, environment);
        slugs.put(slug, id);
    }

    /** Rights of others in that Workspace. */
    public void grant(String id, String grants) {
        rights.put(id, grants);
    }

    /** Whether it answers 503 from now on. */
    public void away(boolean away) {
        this.away = away;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var parts = exchange.getRequestURI().getPath().split("/");
            var id = slugs.getOrDefault(parts[3], parts[3]);
            var environment = environments.get(id);
            if (away) {
                send(exchange, 503, "{\"code\":\"unavailable\"}");
            } else if (environment == null) {
                send(exchange, 404, "{\"code\":\"not-found\",\"detail\":\"none\"}");
            } else if (parts.length > 4) {
                send(
                        exchange,
                        200,
                        "{\"config_version\":1,\"config\":{\"variables\":{\"GREETING\":\"hello\"}," + "\"environment\":"
                                + environment + "}}");
            } else {
                send(
                        exchange,
                        200,
                        "{\"id\":\"" + id + "\",\"slug\":\"s\",\"name\":\"n\",\"principal_id\":\"wsp_1\","
                                + "\"owner\":\"" + OWNER
                                + "\",\"visibility\":\"private\",\"grants\":" + rights.getOrDefault(id, "[]")
                                + ",\"deleted\":false}");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
