package dev.agentdesk.session.acp;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An agent's question whether it may go on with a call. Options are matched by their kind; what they are called is the
 * agent's own.
 *
 * @param requestId goes back as it came
 */
public record Permission(JsonNode requestId, String callId, JsonNode fields, List<Option> options) {

    private static final int MOST_OPTIONS = 20;

    /** One of the answers that the agent takes. */
    public record Option(String id, String kind) {}

    public static Permission read(JsonNode requestId, JsonNode params) {
        var call = params.path("toolCall");
        var options = params.path("options")
                .valueStream()
                .limit(MOST_OPTIONS)
                .map(it -> new Option(
                        it.path("optionId").asString(""), it.path("kind").asString("")))
                .toList();
        return new Permission(requestId, call.path("toolCallId").asString(""), call, options);
    }

    /** The answer for this call and no other; empty where the agent offers none. */
    public Optional<String> answer(boolean allow) {
        return of(allow ? "allow_once" : "reject_once").or(() -> of(allow ? "allow_always" : "reject_always"));
    }

    private Optional<String> of(String kind) {
        return options.stream()
                .filter(it -> it.kind().equals(kind))
                .map(Option::id)
                .findFirst();
    }
}
