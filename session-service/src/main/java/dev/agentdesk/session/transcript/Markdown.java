package dev.agentdesk.session.transcript;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Public events of a Session as Markdown for people; one event at a time, so that no length is too long. Pure. */
final class Markdown {

    private Markdown() {}

    static String title(String title) {
        return "# " + title.replace('\n', ' ') + "\n\n";
    }

    /** Empty for what is of no interest to a reader. */
    static String of(Map<String, Object> event) {
        return switch (String.valueOf(event.get("type"))) {
            case "user.message" -> heading("User", event) + texts(event) + "\n\n";
            case "agent.message" -> heading("Agent", event) + texts(event) + "\n\n";
            case "agent.tool_use", "agent.mcp_tool_use" ->
                "**Tool `" + event.get("name") + "`**\n\n" + fenced(String.valueOf(event.get("input"))) + "\n\n";
            case "agent.tool_result", "agent.mcp_tool_result" -> result(event);
            case "session.error" -> "> **Error:** " + event.get("message") + "\n\n";
            case "user.interrupt" -> "> Stopped by a person.\n\n";
            case "user.tool_confirmation" -> "> A person decided: " + event.get("result") + "\n\n";
            default -> "";
        };
    }

    private static String heading(String who, Map<String, Object> event) {
        return "## " + who + " · " + event.get("at") + "\n\n";
    }

    private static String texts(Map<String, Object> event) {
        return event.get("content") instanceof List<?> blocks
                ? String.join("\n\n", blocks.stream().map(Markdown::text).toList())
                : erased(event);
    }

    private static String text(Object block) {
        return block instanceof Map<?, ?> map ? Objects.toString(map.get("text"), "") : "";
    }

    private static String result(Map<String, Object> event) {
        if (!(event.get("output") instanceof Map<?, ?> output)) {
            return erased(event) + "\n\n";
        }
        var head = Objects.toString(output.get("head"), "");
        var tail = output.get("tail") == null ? "" : "\n[…]\n" + output.get("tail");
        return fenced(head + tail) + "\n" + event.get("outcome") + "\n\n";
    }

    private static String erased(Map<String, Object> event) {
        return event.containsKey("erased") ? "*erased*" : "";
    }

    /** Text that has a fence in it gets a longer one around it. */
    private static String fenced(String body) {
        var fence = "```";
        while (body.contains(fence)) {
            fence += "`";
        }
        return fence + "\n" + body.stripTrailing() + "\n" + fence;
    }
}
