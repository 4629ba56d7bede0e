package dev.agentdesk.terminal.mcp;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.environment.Environments;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Says which tools an MCP server of an Environment has, and starts it for that; for session-service. */
@RestController
@RequestMapping("/internal/environments/{workspaceId}/mcp/tools")
class McpEndpoint {

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
    private static final int MOST_PAGES = 20;

    private final McpServers servers;
    private final Environments environments;

    McpEndpoint(McpServers servers, Environments environments) {
        this.servers = servers;
        this.environments = environments;
    }

    record Question(ServerSpec server) {}

    /** @param problem why there are none, where the server could not be asked */
    record Tools(List<JsonNode> tools, @Nullable String problem) {}

    @PostMapping
    Tools list(@PathVariable String workspaceId, @RequestBody Question question) throws IOException {
        RequestContext.current().principal().requireService();
        if (!Ids.isId("wrk", workspaceId)) {
            throw Rejection.notFound();
        }
        if (question.server() == null || !question.server().isWhole()) {
            throw InvalidRequest.at("/server", "malformed", "A server with name and command.");
        }
        var where = environments.launch(workspaceId, it -> it);
        try {
            return new Tools(tools(servers.of(where, question.server())), null);
        } catch (IOException e) {
            return new Tools(List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static List<JsonNode> tools(McpServer server) throws IOException {
        var found = new ArrayList<JsonNode>();
        var cursor = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer =
                    server.ask("tools/list", cursor.isEmpty() ? Map.of() : Map.of("cursor", cursor), ANSWER_WITHIN);
            if (!answer.path("result").isObject()) {
                throw new IOException(answer.path("error").path("message").asString("it lists no tools"));
            }
            answer.path("result").path("tools").valueStream().forEach(found::add);
            cursor = answer.path("result").path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                return found;
            }
        }
        return found;
    }
}
