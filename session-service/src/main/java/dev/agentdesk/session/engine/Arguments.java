package dev.agentdesk.session.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the arguments that a person wrote for a tool. */
final class Arguments {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private Arguments() {}

    /** Null where it is no JSON object. */
    static @Nullable Map<String, Object> read(String text) {
        try {
            var json = JsonMapper.shared();
            var read = json.readTree(text);
            return read.isObject() ? json.convertValue(read, MAP) : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
