package dev.agentdesk.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.agentdesk.kit.web.JsonConfiguration;
import dev.agentdesk.session.acp.FakePrograms;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * workspace-, terminal- and trigger-service in one small HTTP server, true to their contracts: a tool call runs once
 * per id, an older generation is refused, a fence ends what older ones run.
 */
public final class Neighbours implements AutoCloseable {

    static final JsonMapper JSON = JsonConfiguration.apiJson();

    /** What one Workspace's fake configuration says; change it while tests run. */
    public final Map<String, String> configurations = new ConcurrentHashMap<>();

    /** The provider that a Workspace's turns are told, as JSON. */
    public final Map<String, String> providers = new ConcurrentHashMap<>();

    /** AGENTS.md of a Workspace. */
    public final Map<String, String> agents = new ConcurrentHashMap<>();

    /** {@code slug?by=caller} of agents that may be called, with the id of their Workspace. */
    public final Map<String, String> callable = new ConcurrentHashMap<>();

    public final Map<String, String> prompts = new ConcurrentHashMap<>();

    /** Ids of the calls that really ran, in order. */
    public final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    public final List<JsonNode> orders = Collections.synchronizedList(new ArrayList<>());

    /** What was remembered for a whole Workspace. */
    public final List<JsonNode> remembered = Collections.synchronizedList(new ArrayList<>());

    /** How often an older generation was turned away. */
    public final AtomicInteger staleCalls = new AtomicInteger();

    public final AtomicInteger contextsAsked = new AtomicInteger();

    /** Answers 409 to the question for a turn's context, as a Workspace does that only people may start. */
    public volatile boolean autoStartOff;

    public volatile boolean environmentReady = true;

    /** The agent programs that run in Environments. */
    public final FakePrograms programs = new FakePrograms();

    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, ObjectAnswer> outcomes = new ConcurrentHashMap<>();
    private final Map<String, Long> generations = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Running(String sessionId, long generation, CompletableFuture<String> end) {}

    private record ObjectAnswer(String sessionId, Map<String, Object> body) {}

    public Neighbours() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public Map<String, Object> peers() {
        var base = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "agentdesk.peers.workspace-service", base,
                "agentdesk.peers.terminal-service", base,
                "agentdesk.peers.trigger-service", base);
    }

    /** Lets a command like {@code hang x} end. */
    public void release(String name) {
        running.values().forEach(it -> it.end().complete(name));
    }

    public boolean runs() {
        return !running.isEmpty();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            var path = exchange.getRequestURI().getPath().split("/");
            var text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var body = text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
            if (path[1].equals("api")) {
                file(exchange, path[4]);
                return;
            }
            var key = path[2] + (path.length > 4 ? "/" + path[4] : "") + (path.length > 6 ? "/" + path[6] : "");
            if (key.startsWith("environments/agents")) {
                programs.answer(exchange, path, body);
                return;
            }
            switch (key) {
                case "workspaces" -> workspace(exchange, path[3]);
                case "workspaces/callable" -> callable(exchange, path[3]);
                case "workspaces/config" ->
                    write(
                            exchange,
                            200,
                            Map.of("config_version", 7, "config", JSON.readTree(configurations.get(path[3]))));
                case "workspaces/permission-rules" -> {
                    remembered.add(body);
                    write(exchange, 200, Map.of("config_version", 8));
                }
                case "workspaces/task" ->
                    write(
                            exchange,
                            200,
                            Map.of("text", "/run echo " + body.path("command").asString("prompt")));
                case "workspaces/turn-context" -> context(exchange, path[3]);
                case "environments" -> environment(exchange, path[3], body);
                case "environments/mcp/tools", "environments/mcp" -> write(exchange, 200, programTools(body));
                case "environments/tools" -> tool(exchange, path[3], body);
                case "environments/tools/cancel" -> cancel(exchange, path[5]);
                case "environments/fence" -> fence(exchange, body);
                case "environments/outputs" -> output(exchange);
                case "runs/prompt" -> prompt(exchange, path[3]);
                default -> problem(exchange, 404, "not-found");
            }
        } finally {
            exchange.close();
        }
    }

    private void workspace(HttpExchange exchange, String id) throws IOException {
        if (!configurations.containsKey(id)) {
            problem(exchange, 404, "not-found");
            return;
        }
        write(
                exchange,
                200,
                Map.of(
                        "id",
                        id,
                        "slug",
                        id.replace('_', '-'),
                        "principal_id",
                        id.replace("wrk_", "wsp_"),
                        "owner",
                        "usr_owner",
                        "visibility",
                        "private",
                        "grants",
                        List.of(),
                        "deleted",
                        false));
    }

    private void callable(HttpExchange exchange, String slug) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var callee = callable.get(slug + "?" + query);
        if (callee == null) {
            problem(exchange, 404, "not-found");
        } else {
            write(exchange, 200, Map.of("id", callee, "slug", slug));
        }
    }

    private void context(HttpExchange exchange, String id) throws IOException {
        contextsAsked.incrementAndGet();
        if (autoStartOff) {
            problem(exchange, 409, "conflict");
            return;
        }
        var context = new LinkedHashMap<String, Object>();
        context.put("workspace_id", id);
        context.put("slug", id);
        context.put("principal_id", id.replace("wrk_", "wsp_"));
        context.put("desired", "running");
        context.put("generation", 1);
        context.put("config_version", 7);
        context.put("config", JSON.readTree(configurations.get(id)));
        if (providers.containsKey(id)) {
            context.put("provider", JSON.readTree(providers.get(id)));
        }
        write(exchange, 200, context);
    }

    private void environment(HttpExchange exchange, String id, JsonNode body) throws IOException {
        write(
                exchange,
                200,
                Map.of("workspace_id", id, "generation", 1, "status", environmentReady ? "ready" : "failed"));
    }

    private static Map<String, Object> programTools(JsonNode body) {
        if (!body.path("server").path("command").asString("").equals("works")) {
            return Map.of("tools", List.of(), "problem", "it has ended");
        }
        var schema = Map.of("type", "object", "properties", Map.of("text", Map.of("type", "string")));
        return Map.of("tools", List.of(Map.of("name", "shout", "description", "Shouts.", "inputSchema", schema)));
    }

    private void tool(HttpExchange exchange, String workspaceId, JsonNode order) throws IOException {
        var id = order.path("tool_use_id").stringValue();
        var session = order.path("session_id").stringValue();
        long generation = order.path("turn_generation").asLong();
        if (generations.merge(session, generation, Math::max) > generation) {
            staleCalls.incrementAndGet();
            problem(exchange, 409, "stale-generation");
            return;
        }
        var known = outcomes.get(id);
        if (known == null) {
            known = run(id, session, generation, order);
        }
        write(exchange, 200, known.body());
    }

    /** A call that a runner made before it died. */
    public void runDirectly(String workspace, String session, long generation, String id, String command) {
        var order = JSON.valueToTree(Map.of("tool", "bash", "input", Map.of("command", command)));
        generations.merge(session, generation, Math::max);
        run(id, session, generation, order);
    }

    private ObjectAnswer run(String id, String session, long generation, JsonNode order) {
        var mine = new Running(session, generation, new CompletableFuture<>());
        var other = running.putIfAbsent(id, mine);
        if (other == null) {
            ran.add(id);
            orders.add(order);
            var answer = new ObjectAnswer(session, outcome(id, order, mine));
            outcomes.put(id, answer);
            running.remove(id);
            return answer;
        }
        other.end().join();
        return outcomes.get(id);
    }

    private Map<String, Object> outcome(String id, JsonNode order, Running mine) {
        var command =
                order.path("input").path("command").asString(order.path("tool").asString(""));
        if (command.startsWith("hang")) {
            var how = mine.end().join();
            if (how.equals("cancelled")) {
                return result(id, "failed", "cancelled\n", 143);
            }
            if (how.equals("fenced")) {
                return result(id, "interrupted_unknown_effect", "", -1);
            }
        }
        mine.end().complete("done");
        if (command.startsWith("exit ")) {
            return result(id, "completed", "", Integer.parseInt(command.substring(5)));
        }
        if (command.startsWith("flood ")) {
            return result(id, "completed", "x".repeat(Integer.parseInt(command.substring(6))), 0);
        }
        return result(id, "completed", "ran " + command + "\n", 0);
    }

    private static Map<String, Object> result(String id, String outcome, String text, int exitCode) {
        var body = new LinkedHashMap<String, Object>();
        body.put("tool_use_id", id);
        body.put("outcome", outcome);
        body.put("is_error", exitCode != 0);
        body.put("exit_code", exitCode < 0 ? null : exitCode);
        body.put("duration_ms", 3);
        var output = new LinkedHashMap<String, Object>();
        boolean isLong = text.length() > 32 * 1024;
        output.put("head", isLong ? text.substring(0, 16 * 1024) : text);
        output.put("tail", isLong ? text.substring(text.length() - 16 * 1024) : null);
        output.put("size", text.length());
        output.put("sha256", "a".repeat(64));
        output.put("truncated", isLong);
        body.put("output", output);
        body.put("generation", 1);
        return body;
    }

    private void cancel(HttpExchange exchange, String id) throws IOException {
        var call = running.get(id);
        if (call != null) {
            call.end().complete("cancelled");
        }
        exchange.sendResponseHeaders(204, -1);
    }

    private void fence(HttpExchange exchange, JsonNode body) throws IOException {
        var session = body.path("session_id").stringValue();
        long generation = body.path("turn_generation").asLong();
        generations.merge(session, generation, Math::max);
        programs.fence(session, generation);
        running.values().stream()
                .filter(it -> it.sessionId().equals(session) && it.generation() < generation)
                .forEach(it -> it.end().complete("fenced"));
        while (running.values().stream()
                .anyMatch(it -> it.sessionId().equals(session) && it.generation() < generation)) {
            Thread.onSpinWait();
        }
        var known = outcomes.values().stream()
                .filter(it -> it.sessionId().equals(session))
                .map(ObjectAnswer::body)
                .toList();
        write(exchange, 200, Map.of("tools", known));
    }

    private void file(HttpExchange exchange, String workspaceId) throws IOException {
        var text = agents.get(workspaceId);
        if (text == null) {
            problem(exchange, 404, "not-found");
            return;
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void output(HttpExchange exchange) throws IOException {
        var range = exchange.getRequestHeaders().getFirst("Range");
        var bytes = (range == null ? "whole output" : "part").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(range == null ? 200 : 206, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void prompt(HttpExchange exchange, String runId) throws IOException {
        var prompt = prompts.get(runId);
        if (prompt == null) {
            problem(exchange, 404, "not-found");
            return;
        }
        write(exchange, 200, Map.of("run_id", runId, "prompt", prompt, "title", "A delivery", "depth", 1));
    }

    private static void problem(HttpExchange exchange, int status, String code) throws IOException {
        write(exchange, status, Map.of("status", status, "code", code, "detail", "no"));
    }

    private static void write(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
