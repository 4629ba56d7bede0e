package dev.agentdesk.session.acp;

import dev.agentdesk.session.conversation.PlanItem;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What an agent program tells while it works on a prompt. */
public sealed interface Update {

    record Said(String text) implements Update {}

    record Thought(String text) implements Update {}

    /** A tool call, new or further on; {@code fields} has only what changed. */
    record Tool(String callId, JsonNode fields) implements Update {}

    record Plan(List<PlanItem> items) implements Update {}

    /** Of a kind that nothing is made of: modes, commands, and what later versions invent. */
    record Other(String kind) implements Update {}

    /** More steps than this nobody reads. */
    int MOST_ITEMS = 100;

    int LONGEST_ITEM = 2_000;

    Set<String> STATUSES = Set.of("pending", "in_progress", "completed");

    static Update read(JsonNode update) {
        var kind = update.path("sessionUpdate").asString("");
        return switch (kind) {
            case "agent_message_chunk" -> new Said(text(update.path("content")));
            case "agent_thought_chunk" -> new Thought(text(update.path("content")));
            case "tool_call", "tool_call_update" -> tool(update, kind);
            case "plan" -> new Plan(items(update.path("entries")));
            default -> new Other(kind);
        };
    }

    private static Update tool(JsonNode update, String kind) {
        var id = update.path("toolCallId").asString("");
        return id.isEmpty() ? new Other(kind) : new Tool(id, update);
    }

    private static String text(JsonNode content) {
        return content.path("type").asString("").equals("text")
                ? content.path("text").asString("")
                : "";
    }

    private static List<PlanItem> items(JsonNode entries) {
        return entries.valueStream().limit(MOST_ITEMS).map(Update::item).toList();
    }

    private static PlanItem item(JsonNode entry) {
        var content = entry.path("content").asString("");
        var status = entry.path("status").asString("pending");
        return new PlanItem(
                content.length() <= LONGEST_ITEM ? content : content.substring(0, LONGEST_ITEM),
                STATUSES.contains(status) ? status : "pending");
    }
}
