package dev.agentdesk.session.acp;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one line of an agent program is. Reading one never fails: what makes no sense is {@link Noise}. */
public sealed interface Incoming {

    /** @param error null where it went well */
    record Response(long id, JsonNode result, @Nullable JsonNode error) implements Incoming {}

    /** @param id of any kind; it goes back as it came */
    record Request(JsonNode id, String method, JsonNode params) implements Incoming {}

    record Notice(String method, JsonNode params) implements Incoming {}

    record Noise() implements Incoming {}

    static Incoming read(String line, JsonMapper json) {
        try {
            var message = json.readTree(line);
            return message == null || !message.isObject() ? new Noise() : of(message);
        } catch (JacksonException notJson) {
            return new Noise();
        }
    }

    private static Incoming of(JsonNode message) {
        var id = message.path("id");
        var method = message.path("method");
        if (method.isString()) {
            return id.isMissingNode() || id.isNull()
                    ? new Notice(method.asString(), message.path("params"))
                    : new Request(id, method.asString(), message.path("params"));
        }
        if (id.isIntegralNumber() && (message.has("result") || message.has("error"))) {
            var error = message.path("error");
            return new Response(id.asLong(), message.path("result"), error.isObject() ? error : null);
        }
        return new Noise();
    }
}
