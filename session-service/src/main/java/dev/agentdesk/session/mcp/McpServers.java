package dev.agentdesk.session.mcp;

import dev.agentdesk.kit.egress.EgressStream;
import dev.agentdesk.kit.mcp.McpResult;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the MCP servers of a configuration: those on the web itself, those that are programs through terminal-service,
 * for they run in the Environment and never here. One that fails is told to the agent and ends nothing.
 */
public final class McpServers {

    private static final String PEER = "terminal-service";
    private static final Duration LIST_WITHIN = Duration.ofSeconds(75);
    private static final Duration WEB_LISTS_WITHIN = Duration.ofSeconds(15);

    /** The same list for a while: caches of models hold only as long as the tools stay the same. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final int MOST_KNOWN = 1_000;
    private static final int MOST_PAGES = 20;
    private static final int MOST_SHOWN = 32 * 1024;

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private record Question(Map<String, Object> server) {}

    private record Tools(
            @Nullable List<JsonNode> tools, @Nullable String problem) {}

    private record Key(String workspaceId, String server, String spec) {}

    private record Known(Instant at, List<JsonNode> tools) {}

    private final EgressStream out;
    private final JsonMapper json;
    private final Clock clock;
    private final RestClient terminalService;
    private final Map<Key, HttpServer> web = new ConcurrentHashMap<>();
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    public McpServers(EgressStream out, JsonMapper json, Clock clock, InternalCalls calls) {
        this.out = out;
        this.json = json;
        this.clock = clock;
        this.terminalService = calls.to(PEER, LIST_WITHIN);
    }

    public static boolean knows(String tool) {
        return McpName.is(tool);
    }

    /**
     * The tools of one server as it describes them.
     *
     * @throws IOException with words for people, if it can't be asked
     */
    List<JsonNode> list(String workspaceId, String server, JsonNode spec) throws IOException {
        return list(new Key(workspaceId, server, spec.toString()), spec);
    }

    /**
     * The order for terminal-service, where the server is a program in the Environment.
     *
     * @return null for a server on the web, and for one that the configuration does not name
     */
    public @Nullable Map<String, Object> order(String tool, Map<String, Object> input, JsonNode servers) {
        var name = McpName.read(tool).orElse(null);
        var spec = name == null ? null : servers.get(name.server());
        if (name == null || spec == null || !isProgram(spec)) {
            return null;
        }
        return Map.of("server", program(name.server(), spec), "tool", name.tool(), "arguments", input);
    }

    /** Calls a tool of a server on the web. */
    public ToolResult call(
            String workspaceId,
            String tool,
            Map<String, Object> input,
            JsonNode servers,
            Duration most,
            CompletableFuture<Void> stopped) {
        var name = McpName.read(tool).orElse(null);
        var spec = name == null ? null : servers.get(name.server());
        if (name == null || spec == null) {
            return ToolResult.notRun(Outcome.FAILED, "The configuration names no MCP server for “" + tool + "”.");
        }
        var began = clock.instant();
        try {
            var answer = web(new Key(workspaceId, name.server(), spec.toString()), spec)
                    .ask("tools/call", Map.of("name", name.tool(), "arguments", input), most, stopped);
            return result(McpResult.of(answer), Duration.between(began, clock.instant()));
        } catch (IOException e) {
            var why = "The MCP server " + name.server() + " gave no answer: " + e.getMessage() + ".";
            return ToolResult.notRun(Outcome.FAILED, why);
        }
    }

    private List<JsonNode> list(Key key, JsonNode spec) throws IOException {
        var fresh = known.get(key);
        if (fresh != null && fresh.at().plus(FRESH).isAfter(clock.instant())) {
            return fresh.tools();
        }
        var tools = isProgram(spec) ? ofProgram(key, spec) : ofWeb(web(key, spec));
        if (known.size() >= MOST_KNOWN) {
            known.clear();
            web.clear();
        }
        known.put(key, new Known(clock.instant(), tools));
        return tools;
    }

    private List<JsonNode> ofProgram(Key key, JsonNode spec) throws IOException {
        try {
            var answer = Asking.idempotent(
                    PEER,
                    () -> Objects.requireNonNull(terminalService
                            .post()
                            .uri("/internal/environments/{id}/mcp/tools", key.workspaceId())
                            .body(new Question(program(key.server(), spec)))
                            .retrieve()
                            .body(Tools.class)));
            if (answer.problem() != null) {
                throw new IOException(answer.problem());
            }
            return answer.tools() == null ? List.of() : List.copyOf(answer.tools());
        } catch (Rejection | PeerUnavailable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static List<JsonNode> ofWeb(HttpServer server) throws IOException {
        var tools = new ArrayList<JsonNode>();
        var cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = server.ask(
                    "tools/list",
                    cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor),
                    WEB_LISTS_WITHIN,
                    new CompletableFuture<>());
            if (!answer.path("result").isObject()) {
                throw new IOException(answer.path("error").path("message").asString("it lists no tools"));
            }
            answer.path("result").path("tools").valueStream().forEach(tools::add);
            cursor = answer.path("result").path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        return List.copyOf(tools);
    }

    private HttpServer web(Key key, JsonNode spec) throws IOException {
        try {
            var address = URI.create(spec.path("url").asString(""));
            var headers = spec.path("headers").isObject()
                    ? json.convertValue(spec.get("headers"), TEXTS)
                    : Map.<String, String>of();
            return web.computeIfAbsent(key, it -> new HttpServer(out, json, address, headers));
        } catch (IllegalArgumentException e) {
            throw new IOException("its address can't be read", e);
        }
    }

    private static boolean isProgram(JsonNode spec) {
        return spec.path("type").asString("").equals("stdio");
    }

    private Map<String, Object> program(String name, JsonNode spec) {
        var program = new LinkedHashMap<>(json.convertValue(spec, MAP));
        program.remove("type");
        program.put("name", name);
        return program;
    }

    private static ToolResult result(McpResult result, Duration took) {
        var text = result.text();
        var shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "\n[… cut]";
        var outcome = result.isError() ? Outcome.FAILED : Outcome.COMPLETED;
        return new ToolResult(outcome, result.isError(), ToolResult.Output.text(shown), null, took.toMillis());
    }
}
