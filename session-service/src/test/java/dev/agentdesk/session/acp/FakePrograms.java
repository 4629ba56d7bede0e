package dev.agentdesk.session.acp;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The agent programs of terminal-service, true to its contract: one for a turn, owned by the newest runner. */
public final class FakePrograms {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int MOST = 256 * 1024;

    /** What the program of a Workspace does. */
    public final Map<String, ScriptedAgent.Script> scripts = new ConcurrentHashMap<>();

    public final List<String> prompts = ScriptedAgent.list();
    public final List<String> methods = ScriptedAgent.list();

    /** The command lines that were started. */
    public final List<String> started = ScriptedAgent.list();

    private final Map<String, Program> programs = new ConcurrentHashMap<>();

    private static final class Program {

        private final String sessionId;
        private final ScriptedAgent agent;
        private long generation;
        private String note;

        Program(String sessionId, ScriptedAgent agent, long generation) {
            this.sessionId = sessionId;
            this.agent = agent;
            this.generation = generation;
        }
    }

    public boolean runs(String sessionId) {
        return programs.values().stream().anyMatch(it -> it.sessionId.equals(sessionId) && !it.agent.ended());
    }

    /** Ends what older runners have started. */
    public void fence(String sessionId, long generation) {
        programs.values().stream()
                .filter(it -> it.sessionId.equals(sessionId) && it.generation < generation)
                .forEach(it -> it.agent.kill());
        programs.values().removeIf(it -> it.sessionId.equals(sessionId) && it.generation < generation);
    }

    /** As if the service had been started again. */
    public void loseAll() {
        programs.values().forEach(it -> it.agent.kill());
        programs.clear();
    }

    /** @param path of the request, in parts */
    public void answer(HttpExchange exchange, String[] path, JsonNode body) throws IOException {
        if (path.length == 5) {
            start(exchange, path[3], body);
            return;
        }
        var turn = path[5];
        var program = programs.get(turn);
        var what = path.length > 6 ? path[6] : "state";
        var query = query(exchange);
        long generation = body.has("turn_generation")
                ? body.path("turn_generation").asLong()
                : Long.parseLong(query.getOrDefault("generation", "0"));
        if (what.equals("end")) {
            if (program != null && program.generation <= generation) {
                programs.remove(turn).agent.kill();
            }
            write(exchange, 200, Map.of());
        } else if (what.equals("adopt")) {
            adopt(exchange, program, generation);
        } else if (program == null) {
            write(exchange, 404, Map.of("code", "not-found", "detail", "no"));
        } else if (program.generation != generation) {
            write(exchange, 409, Map.of("code", "stale-generation", "detail", "no"));
        } else {
            switch (what) {
                case "lines" -> lines(exchange, program.agent, query);
                case "input" ->
                    write(
                            exchange,
                            200,
                            Map.of(
                                    "taken",
                                    program.agent.take(
                                            body.path("at").asLong(),
                                            body.path("text").asString())));
                case "park" -> {
                    program.note = body.path("note").asString();
                    write(exchange, 200, Map.of());
                }
                default -> state(exchange, program.agent);
            }
        }
    }

    private void start(HttpExchange exchange, String workspace, JsonNode body) throws IOException {
        var session = body.path("session_id").asString();
        fence(session, Long.MAX_VALUE);
        started.add(body.path("command").toString());
        var script = scripts.getOrDefault(workspace, me -> me.exit(127));
        var agent = new ScriptedAgent(script, prompts, methods);
        programs.put(
                body.path("turn_id").asString(),
                new Program(session, agent, body.path("turn_generation").asLong()));
        agent.start();
        write(exchange, 200, Map.of("folder", "/workspace"));
    }

    private static void adopt(HttpExchange exchange, Program program, long generation) throws IOException {
        if (program == null || program.note == null || program.agent.ended()) {
            write(exchange, 404, Map.of("code", "not-found", "detail", "no"));
            return;
        }
        var note = program.note;
        program.generation = generation;
        program.note = null;
        write(exchange, 200, Map.of("note", note));
    }

    private static void lines(HttpExchange exchange, ScriptedAgent agent, Map<String, String> query)
            throws IOException {
        try {
            long offset = Long.parseLong(query.get("offset"));
            var bytes = agent.read(offset, MOST, Long.parseLong(query.get("wait_ms")));
            exchange.getResponseHeaders().set("Agent-Ended", Boolean.toString(agent.endsAt(offset + bytes.length)));
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void state(HttpExchange exchange, ScriptedAgent agent) throws IOException {
        var state = new HashMap<String, Object>();
        state.put("running", !agent.ended());
        state.put("exit_code", agent.ended() ? agent.exitCode() : null);
        state.put("flooded", false);
        state.put("last_words", "no model key");
        write(exchange, 200, state);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        var query = exchange.getRequestURI().getQuery();
        return query == null
                ? Map.of()
                : Stream.of(query.split("&"))
                        .map(it -> it.split("=", 2))
                        .collect(Collectors.toMap(it -> it[0], it -> it[1]));
    }

    private static void write(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        var bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
