package dev.agentdesk.kit.store;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The stored JSON of events and states in the clear, for approved samples and equivalence tests; never for a store. */
public final class StoredForm {

    private static final JsonMapper JSON = StoredJson.mapper();

    private StoredForm() {}

    public static String write(Object value) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    /** As a field of that declared type is written: a case of a sealed interface with its name. */
    public static <T> String writeAs(Class<T> declared, T value) {
        return JSON.writerFor(declared).writeValueAsString(value);
    }

    public static <T> T read(String text, Class<T> type) {
        return JSON.readValue(text, type);
    }

    /** What becomes of a stored payload of an older revision. */
    public static <T> T upcast(EventTypes types, String name, int revision, String text, Class<T> type) {
        var payload = (ObjectNode) JSON.readTree(text);
        return JSON.treeToValue(types.upcast(name, revision, payload), type);
    }
}
