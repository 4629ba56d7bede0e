package dev.agentdesk.session.model;

import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.PlanItem;
import dev.agentdesk.session.conversation.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes of what a model wrote a call that can be judged and run, or says what is wrong with it. The model is told, in
 * words that help it to do better.
 */
public final class CallReader {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final Set<String> STATUSES = Set.of("pending", "in_progress", "completed");
    private static final int MOST_STEPS = 100;
    private static final int LONGEST_STEP = 1_000;
    private static final int LONGEST_NAME = 128;

    /** So much of what is no JSON is kept to be looked at. */
    private static final int MOST_KEPT = 4_000;

    private static final String CUT_OFF = "The reply was cut off at its limit; the call did not run.";

    private final JsonMapper json;
    private final List<String> tools;

    public CallReader(JsonMapper json, List<ModelRequest.Tool> tools) {
        this.json = json;
        this.tools = tools.stream().map(ModelRequest.Tool::name).toList();
    }

    /**
     * @param instead what came of it without running; null if it is to be run
     * @param plan of the people to see
     */
    public record Read(
            String tool,
            Map<String, Object> input,
            @Nullable ToolResult instead,
            @Nullable List<PlanItem> plan) {}

    public Read read(Reply.Block.Call call, boolean cutOff) {
        var tool =
                call.tool().length() <= LONGEST_NAME ? call.tool() : call.tool().substring(0, LONGEST_NAME);
        var input = input(call.json());
        if (input == null) {
            var kept = call.json().length() <= MOST_KEPT
                    ? call.json()
                    : call.json().substring(0, MOST_KEPT);
            return wrong(tool, Map.of("not_json", kept), cutOff ? CUT_OFF : "The input of the call is no JSON object.");
        }
        if (cutOff) {
            return wrong(tool, input, CUT_OFF);
        }
        if (!tools.contains(tool)) {
            return wrong(tool, input, "There is no tool “" + tool + "”. There are: " + String.join(", ", tools) + ".");
        }
        return switch (tool) {
            case "todo" -> plan(input);
            case "ask_user" -> question(input);
            default -> new Read(tool, input, null, null);
        };
    }

    /** Null where it is no object. */
    private @Nullable Map<String, Object> input(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        try {
            var read = json.readTree(text);
            return read.isObject() ? Texts.clean(json.convertValue(read, MAP)) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Read plan(Map<String, Object> input) {
        if (!(input.get("items") instanceof List<?> items) || items.size() > MOST_STEPS) {
            return wrong("todo", input, "“items” has to be a list of at most " + MOST_STEPS + " steps.");
        }
        var steps = items.stream().map(CallReader::step).toList();
        if (steps.stream().anyMatch(it -> it.content().isBlank() || !STATUSES.contains(it.status()))) {
            return wrong("todo", input, "Each step needs a content and a status: pending, in_progress or completed.");
        }
        var done = new ToolResult(Outcome.COMPLETED, false, ToolResult.Output.text("The plan is shown."), null, 0);
        return new Read("todo", input, done, steps);
    }

    private static PlanItem step(Object item) {
        if (!(item instanceof Map<?, ?> step)
                || !(step.get("content") instanceof String content)
                || !(step.get("status") instanceof String status)) {
            return new PlanItem("", "");
        }
        return new PlanItem(content.length() <= LONGEST_STEP ? content : content.substring(0, LONGEST_STEP), status);
    }

    private static Read question(Map<String, Object> input) {
        boolean asks = input.get("questions") instanceof List<?> questions
                && !questions.isEmpty()
                && questions.stream()
                        .allMatch(it -> it instanceof Map<?, ?> question && question.get("question") instanceof String);
        return asks
                ? new Read("ask_user", input, null, null)
                : wrong("ask_user", input, "“questions” has to be a list of objects with a “question”.");
    }

    private static Read wrong(String tool, Map<String, Object> input, String why) {
        return new Read(tool, input, ToolResult.notRun(Outcome.FAILED, why), null);
    }
}
