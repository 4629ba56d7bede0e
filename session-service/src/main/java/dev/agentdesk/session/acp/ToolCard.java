package dev.agentdesk.session.acp;

import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One tool call of an agent program, as far as it has told of it. Agents tell in any order: some ask for permission
 * before they tell of the call. Not thread safe.
 */
public final class ToolCard {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    /** Of the output head and tail of this many characters are kept. */
    private static final int MOST_KEPT = 16 * 1024;

    private static final int LONGEST_TITLE = 500;

    private String title = "";
    private String kind = "other";
    private String status = "pending";
    private JsonNode input;
    private JsonNode content;
    private JsonNode output;
    private JsonNode locations;

    public ToolCard(JsonMapper json) {
        input = json.missingNode();
        content = input;
        output = input;
        locations = input;
    }

    /** Takes over what is told. */
    public void merge(JsonNode fields) {
        title = told(fields, "title", title, LONGEST_TITLE);
        kind = told(fields, "kind", kind, 40);
        status = told(fields, "status", status, 40);
        input = told(fields, "rawInput", input);
        content = told(fields, "content", content);
        output = told(fields, "rawOutput", output);
        locations = told(fields, "locations", locations);
    }

    /** All that is needed to go on with the card later; what it gave back is not. */
    public JsonNode told(JsonMapper json) {
        var told = json.createObjectNode().put("title", title).put("kind", kind).put("status", status);
        if (!input.isMissingNode()) {
            told.set("rawInput", input);
        }
        if (!locations.isMissingNode()) {
            told.set("locations", locations);
        }
        return told;
    }

    public boolean begun() {
        return !status.equals("pending");
    }

    public boolean ended() {
        return status.equals("completed") || status.equals("failed");
    }

    /** The tool as permission rules name it. */
    public String tool() {
        return switch (kind) {
            case "execute" -> "bash";
            case "read" -> "read";
            case "edit" -> "edit";
            case "delete", "move" -> kind;
            case "search" -> "grep";
            case "fetch" -> "fetch";
            default -> "agent_tool";
        };
    }

    /**
     * What permission rules look at, and what is shown to whoever decides.
     *
     * @param folder the Workspace's root as the agent sees it; paths in it are told without
     */
    public Map<String, Object> input(String folder, JsonMapper json) {
        var all = new LinkedHashMap<String, Object>();
        if (input.isObject()) {
            all.putAll(json.convertValue(input, MAP));
        }
        all.values().removeIf(java.util.Objects::isNull);
        switch (tool()) {
            case "bash" -> all.put("command", command());
            case "read", "edit", "grep", "delete", "move" -> all.put("path", within(path(), folder));
            default -> all.putIfAbsent("title", title);
        }
        if (!all.containsKey("title") && !title.isEmpty()) {
            all.put("description", title);
        }
        return all;
    }

    /** What became of it, as the agent says. */
    public ToolResult result(long durationMs) {
        boolean failed = status.equals("failed");
        return new ToolResult(
                failed ? Outcome.FAILED : Outcome.COMPLETED, failed, kept(text()), exitCode(), durationMs);
    }

    private String command() {
        var told = input.path("command");
        if (told.isString()) {
            return told.asString();
        }
        if (told.isArray()) {
            return String.join(
                    " ", told.valueStream().map(it -> it.asString("")).toList());
        }
        return input.path("cmd").isString() ? input.path("cmd").asString() : title;
    }

    /** An edit of which no file is told may be anywhere. */
    private String path() {
        for (var name : new String[] {"path", "file_path", "filePath", "abs_path"}) {
            if (input.path(name).isString()) {
                return input.path(name).asString();
            }
        }
        var first = locations.path(0).path("path");
        if (first.isString()) {
            return first.asString();
        }
        return tool().equals("grep") ? "." : "/";
    }

    private static String within(String path, String folder) {
        if (path.equals(folder)) {
            return ".";
        }
        return path.startsWith(folder + "/") ? path.substring(folder.length() + 1) : path;
    }

    private String text() {
        var text = new StringBuilder();
        for (var block : content) {
            switch (block.path("type").asString("")) {
                case "content" -> text.append(block.path("content").path("text").asString(""));
                case "diff" -> text.append("changed ").append(block.path("path").asString(""));
                default -> {
                    continue;
                }
            }
            text.append('\n');
        }
        if (text.isEmpty() && !output.isMissingNode() && !output.isNull()) {
            text.append(output.isString() ? output.asString() : output.toString());
        }
        return text.toString();
    }

    private @Nullable Integer exitCode() {
        var code = output.path("exit_code");
        var known = code.isInt() ? code : output.path("exitCode");
        return known.isInt() ? known.asInt() : null;
    }

    private static ToolResult.Output kept(String text) {
        if (text.length() <= 2 * MOST_KEPT) {
            return ToolResult.Output.text(text);
        }
        var whole = ToolResult.Output.text(text);
        return new ToolResult.Output(
                text.substring(0, MOST_KEPT), text.substring(text.length() - MOST_KEPT), whole.size(), null, true);
    }

    private static String told(JsonNode fields, String name, String before, int longest) {
        var value = fields.path(name);
        if (!value.isString()) {
            return before;
        }
        var text = value.asString();
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static JsonNode told(JsonNode fields, String name, JsonNode before) {
        var value = fields.path(name);
        return value.isMissingNode() || value.isNull() ? before : value;
    }
}
