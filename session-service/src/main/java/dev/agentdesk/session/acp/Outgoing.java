package dev.agentdesk.session.acp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes our side of the protocol, each message as one line. */
public record Outgoing(JsonMapper json) {

    private static final int VERSION = 1;
    private static final int UNKNOWN_METHOD = -32601;

    /** We offer no files and no terminals: the agent has its own, in the same Environment. */
    public String initialize(long id) {
        var none = Map.of("fs", Map.of("readTextFile", false, "writeTextFile", false), "terminal", false);
        return request(
                id,
                "initialize",
                Map.of(
                        "protocolVersion", VERSION,
                        "clientCapabilities", none,
                        "clientInfo", Map.of("name", "agentdesk", "version", "1")));
    }

    public String newSession(long id, String folder) {
        return request(id, "session/new", Map.of("cwd", folder, "mcpServers", List.of()));
    }

    public String loadSession(long id, String sessionId, String folder) {
        return request(id, "session/load", Map.of("sessionId", sessionId, "cwd", folder, "mcpServers", List.of()));
    }

    public String prompt(long id, String sessionId, String text) {
        var block = Map.of("type", "text", "text", text);
        return request(id, "session/prompt", Map.of("sessionId", sessionId, "prompt", List.of(block)));
    }

    public String cancel(String sessionId) {
        return line(Map.of("method", "session/cancel", "params", Map.of("sessionId", sessionId)));
    }

    public String chosen(JsonNode id, String optionId) {
        return outcome(id, Map.of("outcome", "selected", "optionId", optionId));
    }

    public String cancelled(JsonNode id) {
        return outcome(id, Map.of("outcome", "cancelled"));
    }

    public String unknownMethod(JsonNode id, String method) {
        var error = Map.of("code", UNKNOWN_METHOD, "message", "This client does not offer " + method + ".");
        return line(Map.of("id", id, "error", error));
    }

    private String outcome(JsonNode id, Map<String, Object> outcome) {
        return line(Map.of("id", id, "result", Map.of("outcome", outcome)));
    }

    private String request(long id, String method, Map<String, Object> params) {
        var message = new LinkedHashMap<String, Object>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", params);
        return line(message);
    }

    private String line(Map<String, Object> message) {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("jsonrpc", "2.0");
        whole.putAll(message);
        return json.writeValueAsString(whole) + "\n";
    }
}
