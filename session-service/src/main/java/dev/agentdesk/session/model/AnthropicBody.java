package dev.agentdesk.session.model;

import dev.agentdesk.session.model.Message.Part;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a request for the Messages interface. The marks for the provider's cache stand behind the system text and
 * behind the newest two entries of a user; all before a mark is the same in the next request.
 */
final class AnthropicBody {

    private static final int MARKED_ENTRIES = 2;

    private final JsonMapper json;

    AnthropicBody(JsonMapper json) {
        this.json = json;
    }

    ObjectNode of(ModelRequest request) {
        var body = json.createObjectNode();
        body.put("model", request.model());
        body.put("max_tokens", request.maxTokens());
        body.put("stream", true);
        if (request.temperature() != null) {
            body.put("temperature", request.temperature());
        }
        if (!request.tools().isEmpty()) {
            request.tools().forEach(it -> tool(it, body.withArray("tools")));
        }
        if (!request.system().isEmpty()) {
            var system = body.putArray("system").addObject();
            system.put("type", "text").put("text", request.system());
            mark(system);
        }
        messages(request.messages(), body.putArray("messages"));
        return body;
    }

    private void tool(ModelRequest.Tool tool, ArrayNode into) {
        into.addObject()
                .put("name", tool.name())
                .put("description", tool.description())
                .set("input_schema", json.valueToTree(tool.schema()));
    }

    private void messages(List<Message> messages, ArrayNode into) {
        messages.forEach(it -> message(it, into));
        int marks = 0;
        for (int i = into.size() - 1; i >= 0 && marks < MARKED_ENTRIES; i--) {
            if (into.get(i).path("role").asString("").equals("user")) {
                var content = (ArrayNode) into.get(i).path("content");
                mark((ObjectNode) content.get(content.size() - 1));
                marks++;
            }
        }
    }

    private static void mark(ObjectNode block) {
        block.putObject("cache_control").put("type", "ephemeral");
    }

    private void message(Message message, ArrayNode into) {
        var entry = into.addObject();
        entry.put("role", message.role().name().toLowerCase(Locale.ROOT));
        var content = entry.putArray("content");
        message.parts().forEach(it -> part(it, content.addObject()));
    }

    private void part(Part part, ObjectNode block) {
        switch (part) {
            case Part.Text it -> block.put("type", "text").put("text", it.text());
            case Part.Thought it
            when it.redacted() -> block.put("type", "redacted_thinking").put("data", it.text());
            case Part.Thought it ->
                block.put("type", "thinking").put("thinking", it.text()).put("signature", it.signature());
            case Part.ToolUse it ->
                block.put("type", "tool_use")
                        .put("id", it.id())
                        .put("name", it.tool())
                        .set("input", json.valueToTree(it.input()));
            case Part.Result it -> {
                block.put("type", "tool_result")
                        .put("tool_use_id", it.toolUseId())
                        .put("content", it.text());
                if (it.isError()) {
                    block.put("is_error", true);
                }
            }
        }
    }
}
