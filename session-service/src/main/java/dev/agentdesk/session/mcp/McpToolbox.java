package dev.agentdesk.session.mcp;

import dev.agentdesk.session.model.ModelRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tools of MCP servers as a model is shown them, under their whole names and within bounds. */
public record McpToolbox(List<ModelRequest.Tool> tools, Map<String, String> problems) {

    private static final int MOST_TOOLS = 128;
    private static final int LONGEST_DESCRIPTION = 2_000;
    private static final int LARGEST_SCHEMA = 32 * 1024;

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    public static McpToolbox of(McpServers servers, String workspaceId, JsonNode configured, JsonMapper json) {
        var tools = new ArrayList<ModelRequest.Tool>();
        var problems = new LinkedHashMap<String, String>();
        configured.propertyNames().stream().sorted().forEach(server -> {
            try {
                servers.list(workspaceId, server, configured.get(server)).stream()
                        .limit(MOST_TOOLS)
                        .filter(it -> isFit(server, it))
                        .map(it -> tool(server, it, json))
                        .forEach(tools::add);
            } catch (IOException e) {
                problems.put(server, String.valueOf(e.getMessage()));
            }
        });
        return new McpToolbox(List.copyOf(tools), problems);
    }

    /** What a model could not call, or would fill its window, is left out. */
    private static boolean isFit(String server, JsonNode tool) {
        return new McpName(server, tool.path("name").asString("")).isCallable()
                && tool.path("inputSchema").toString().length() <= LARGEST_SCHEMA;
    }

    private static ModelRequest.Tool tool(String server, JsonNode tool, JsonMapper json) {
        var description = tool.path("description").asString("");
        var schema = new LinkedHashMap<String, Object>(Map.of("type", "object"));
        if (tool.path("inputSchema").isObject()) {
            schema.putAll(json.convertValue(tool.get("inputSchema"), MAP));
        }
        schema.remove("$schema");
        return new ModelRequest.Tool(
                new McpName(server, tool.path("name").asString("")).whole(),
                description.length() <= LONGEST_DESCRIPTION
                        ? description
                        : description.substring(0, LONGEST_DESCRIPTION),
                schema);
    }
}
