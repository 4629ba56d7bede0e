package dev.agentdesk.kit.mcp;

import java.util.ArrayList;
import tools.jackson.databind.JsonNode;

/** What a tool of an MCP server answered, as text; what is no text is named with its kind and size. Pure. */
public record McpResult(String text, boolean isError) {

    /** Base64 has four characters for three bytes. */
    private static final double BYTES_PER_CHARACTER = 0.75;

    /** @param answer the whole message: a result or an error */
    public static McpResult of(JsonNode answer) {
        var error = answer.path("error");
        if (error.isObject()) {
            return new McpResult("The server refused: " + error.path("message").asString("no reason given"), true);
        }
        var result = answer.path("result");
        var parts = new ArrayList<String>();
        result.path("content").valueStream().map(McpResult::part).forEach(parts::add);
        if (parts.isEmpty() && result.has("structuredContent")) {
            parts.add(result.get("structuredContent").toString());
        }
        return new McpResult(String.join("\n", parts), result.path("isError").asBoolean(false));
    }

    private static String part(JsonNode part) {
        var type = part.path("type").asString("");
        return switch (type) {
            case "text" -> part.path("text").asString("");
            case "image", "audio" -> data(type, part);
            case "resource" -> resource(part.path("resource"));
            case "resource_link" -> "[resource " + part.path("uri").asString("") + "]";
            default -> "[" + type + "]";
        };
    }

    private static String resource(JsonNode resource) {
        return resource.path("text").isString()
                ? resource.path("text").stringValue()
                : "[resource " + resource.path("uri").asString("") + "]";
    }

    private static String data(String type, JsonNode part) {
        long bytes = Math.round(part.path("data").asString("").length() * BYTES_PER_CHARACTER);
        return "[" + type + " " + part.path("mimeType").asString("") + ", " + bytes + " bytes]";
    }
}
