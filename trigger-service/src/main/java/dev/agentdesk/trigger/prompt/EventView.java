package dev.agentdesk.trigger.prompt;

import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.Data;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a template sees of an event: {@code event} (its attributes), {@code body} (its data; JSON as maps, lists and
 * texts) and, of a webhook, {@code headers}, {@code query}, {@code method}, {@code path}.
 *
 * <p>All texts are cleaned: one kind of line end, no control characters. {@code null} is the same as absent.
 */
public record EventView(String origin, Map<String, Object> values) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * @param origin who sent it, for the notice in the prompt
     * @param http how it came, if by a webhook
     */
    public static EventView of(String origin, CloudEvent event, @Nullable HttpCall http) {
        var attributes = new LinkedHashMap<String, Object>();
        for (var name : List.of("id", "source", "type", "subject", "time")) {
            var value = event.attribute(name);
            if (value != null) {
                attributes.put(name, clean(value));
            }
        }
        var values = new LinkedHashMap<String, Object>();
        values.put("event", attributes);
        values.put("body", body(event));
        if (http != null) {
            values.put("method", clean(http.method()));
            values.put("path", clean(http.path()));
            values.put("query", cleaned(Data.fields(http.query())));
            var headers = new LinkedHashMap<String, String>();
            http.headers().forEach(header -> headers.merge(header.name(), header.value(), (a, b) -> a + ", " + b));
            values.put("headers", cleaned(headers));
        }
        return new EventView(origin, values);
    }

    private static Map<String, Object> cleaned(Map<String, String> fields) {
        var cleaned = new LinkedHashMap<String, Object>();
        fields.forEach((name, value) -> cleaned.put(clean(name), clean(value)));
        return cleaned;
    }

    private static Object body(CloudEvent event) {
        var json = Data.json(event);
        if (json.isPresent()) {
            return plain(json.get());
        }
        return Data.form(event)
                .<Object>map(EventView::cleaned)
                .orElseGet(() ->
                        event.text() == null ? Objects.requireNonNullElse(event.base64(), "") : clean(event.text()));
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
