package dev.agentdesk.kit.mcp;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a client says to an MCP server: JSON-RPC 2.0 messages. Pure. */
public final class McpMessages {

    /** The revision that we speak; servers that speak an older one say so and are understood as well. */
    public static final String REVISION = "2025-06-18";

    private static final int METHOD_NOT_FOUND = -32601;

    private McpMessages() {}

    public static Map<String, Object> request(long id, String method, Map<String, ?> params) {
        var message = message();
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        return message;
    }

    public static Map<String, Object> initialize(long id) {
        return request(
                id,
                "initialize",
                Map.of(
                        "protocolVersion",
                        REVISION,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "agentdesk", "version", "1")));
    }

    public static Map<String, Object> initialized() {
        var message = message();
        message.put("method", "notifications/initialized");
        return message;
    }

    /** The answer to what a server asks of us: a ping is answered, all else we can't do. */
    public static Map<String, Object> answer(JsonNode asked) {
        var message = message();
        message.put("id", asked.get("id"));
        if (asked.path("method").asString("").equals("ping")) {
            message.put("result", Map.of());
        } else {
            message.put("error", Map.of("code", METHOD_NOT_FOUND, "message", "not supported"));
        }
        return message;
    }

    private static Map<String, Object> message() {
        var message = new LinkedHashMap<String, Object>();
        message.put("jsonrpc", "2.0");
        return message;
    }
}
