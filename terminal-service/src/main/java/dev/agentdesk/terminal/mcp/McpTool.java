package dev.agentdesk.terminal.mcp;

import dev.agentdesk.kit.mcp.McpResult;
import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.tool.Call;
import dev.agentdesk.terminal.tool.Ended;
import dev.agentdesk.terminal.tool.Tool;
import dev.agentdesk.terminal.tool.ToolFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a tool of an MCP server that runs in the Environment: {@code server {name, command, args?, env?}, tool,
 * arguments}. A server that can't be started, or dies meanwhile, is an error that the agent sees.
 */
@Component
final class McpTool implements Tool {

    private final McpServers servers;
    private final JsonMapper json;

    McpTool(McpServers servers, JsonMapper json) {
        this.servers = servers;
        this.json = json;
    }

    @Override
    public String name() {
        return "mcp";
    }

    @Override
    public String describe(JsonNode input) {
        return input.path("server").path("name").asString("") + ": "
                + input.path("tool").asString("");
    }

    @Override
    public Work start(Running running, JsonNode input, Call call) throws ToolFailure {
        var spec = spec(input.path("server"));
        var tool = input.path("tool").asString("");
        var arguments = input.path("arguments");
        if (spec == null || !spec.isWhole() || tool.isEmpty() || !arguments.isObject()) {
            throw new ToolFailure("A server with name and command, a tool and arguments are needed.");
        }
        return () -> await(running, spec, Map.of("name", tool, "arguments", arguments), call);
    }

    private Ended await(Running running, ServerSpec spec, Map<String, ?> params, Call call)
            throws IOException, ToolFailure {
        try {
            var answer = servers.of(running, spec).ask("tools/call", params);
            call.whenStopped(() -> answer.cancel(false));
            var result = McpResult.of(join(answer));
            call.output().write(result.text().getBytes(StandardCharsets.UTF_8));
            return new Ended(result.isError(), null, null);
        } catch (IOException e) {
            throw new ToolFailure("The MCP server " + spec.name() + " gave no answer: " + e.getMessage() + ".");
        }
    }

    private static JsonNode join(CompletableFuture<JsonNode> answer) throws IOException {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw McpServer.failed(e);
        } catch (CancellationException e) {
            throw new IOException("it was not waited for any longer", e);
        }
    }

    private @Nullable ServerSpec spec(JsonNode server) {
        try {
            return json.treeToValue(server, ServerSpec.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}
