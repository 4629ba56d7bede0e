package dev.agentdesk.trigger.prompt;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a template sees of an event: {@code event} (its attributes) and {@code body} (its data; JSON as maps, lists and
 * texts).
 *
 * <p>All texts are cleaned: one kind of line end, no control characters. {@code null} is the same as absent.
 */
public record EventView(String origin, Map<String, Object> values) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** @param origin who sent it, for the notice in the prompt */
    public static EventView of(String origin, CloudEvent event) {
        var attributes = new LinkedHashMap<String, Object>();
        for (var name : List.of("id", "source", "type", "subject", "time")) {
            var value = event.attribute(name);
            if (value != null) {
                attributes.put(name, clean(value));
            }
        }
        return new EventView(origin, Map.of("event", attributes, "body", body(event)));
    }

    private static Object body(CloudEvent event) {
        if (event.text() == null) {
            return Objects.requireNonNullElse(event.base64(), "");
        }
        if (!event.isJson()) {
            return clean(event.text());
        }
        try {
            return plain(JSON.readTree(event.text()));
        } catch (JacksonException e) {
            return clean(event.text());
        }
    }

    private static Object plain(JsonNode node) {
        if (node.isObject()) {
            var members = new LinkedHashMap<String, Object>();
            node.properties().stream()
                    .filter(member -> !member.getValue().isNull())
                    .forEach(member -> members.put(clean(member.getKey()), plain(member.getValue())));
            return members;
        }
        if (node.isArray()) {
            return node.valueStream().map(EventView::plain).toList();
        }
        return node.isBoolean() ? (Object) node.booleanValue() : clean(node.isNull() ? "" : node.asString());
    }

    /** The JSON text of a map or list of this view. */
    static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.replace("\r\n", "\n").codePoints().forEach(c -> clean.appendCodePoint(clean(c)));
        return clean.toString();
    }

    private static int clean(int c) {
        return switch (c) {
            case '\n', '\t' -> c;
            case '\r', '\u0085', '\u2028', '\u2029' -> '\n';
            default -> Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c;
        };
    }
}
