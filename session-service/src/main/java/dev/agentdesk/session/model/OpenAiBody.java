package dev.agentdesk.session.model;

import dev.agentdesk.session.model.Message.Part;
import dev.agentdesk.session.model.Message.Role;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request for Chat Completions. What stays the same comes first: caches there go by the prefix alone. */
final class OpenAiBody {

    private final JsonMapper json;

    OpenAiBody(JsonMapper json) {
        this.json = json;
    }

    ObjectNode of(ModelRequest request, Provider provider) {
        var body = json.createObjectNode();
        body.put("model", request.model());
        body.put(limit(provider), request.maxTokens());
        body.put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        if (request.temperature() != null) {
            body.put("temperature", request.temperature());
        }
        if (!request.tools().isEmpty()) {
            request.tools().forEach(it -> tool(it, body.withArray("tools")));
        }
        var messages = body.putArray("messages");
        if (!request.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", request.system());
        }
        request.messages().forEach(it -> message(it, messages));
        return body;
    }

    /** OpenAI's newer models take only the new name of the limit, most others only the old one. */
    private static String limit(Provider provider) {
        return provider.baseUrl().contains("://api.openai.com") ? "max_completion_tokens" : "max_tokens";
    }

    private void tool(ModelRequest.Tool tool, ArrayNode into) {
        into.addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", json.valueToTree(tool.schema()));
    }

    private void message(Message message, ArrayNode into) {
        if (message.role() == Role.ASSISTANT) {
            assistant(message.parts(), into.addObject());
            return;
        }
        for (var part : message.parts()) {
            if (part instanceof Part.Result it) {
                into.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", it.toolUseId())
                        .put("content", it.text());
            }
        }
        var text = text(message.parts());
        if (!text.isEmpty()) {
            into.addObject().put("role", "user").put("content", text);
        }
    }

    private void assistant(List<Part> parts, ObjectNode entry) {
        entry.put("role", "assistant");
        var text = text(parts);
        if (text.isEmpty()) {
            entry.putNull("content");
        } else {
            entry.put("content", text);
        }
        for (var part : parts) {
            if (part instanceof Part.ToolUse it) {
                var call = entry.withArray("tool_calls").addObject();
                call.put("id", it.id()).put("type", "function");
                call.putObject("function").put("name", it.tool()).put("arguments", json.writeValueAsString(it.input()));
            }
        }
    }

    private static String text(List<Part> parts) {
        return String.join(
                "\n\n",
                parts.stream()
                        .filter(Part.Text.class::isInstance)
                        .map(it -> ((Part.Text) it).text())
                        .toList());
    }
}
