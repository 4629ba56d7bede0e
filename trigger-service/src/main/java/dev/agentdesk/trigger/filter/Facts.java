package dev.agentdesk.trigger.filter;

import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression sees of an event: {@code body}, {@code headers}, {@code query}, {@code method}, {@code path},
 * {@code event}.
 *
 * @param cut whether a text was longer than expressions look at
 */
public record Facts(Map<String, Object> values, boolean cut) {

    /** Characters of one text; longer ones are cut. */
    static final int LONGEST_TEXT = 64 * 1024;

    /** Collects and cuts. */
    private static final class Cutter {

        private boolean cut;

        Object of(@Nullable Object value) {
            return switch (value) {
                case null -> NullValue.NULL_VALUE;
                case String text -> text(text);
                case Map<?, ?> map -> {
                    var copy = new LinkedHashMap<String, Object>();
                    map.forEach((name, member) -> copy.put(text(String.valueOf(name)), of(member)));
                    yield copy;
                }
                case List<?> list -> {
                    var copy = new ArrayList<Object>();
                    list.forEach(element -> copy.add(of(element)));
                    yield copy;
                }
                default -> value;
            };
        }

        private String text(String text) {
            if (text.length() <= LONGEST_TEXT) {
                return text;
            }
            cut = true;
            return text.substring(0, LONGEST_TEXT);
        }
    }

    /**
     * @param body maps, lists, texts, {@code Long}, {@code Double}, {@code Boolean} and null
     * @param event attributes that are missing are null
     */
    public static Facts of(
            @Nullable Object body,
            Map<String, String> headers,
            Map<String, String> query,
            String method,
            String path,
            Map<String, @Nullable String> event) {
        var cutter = new Cutter();
        var values = new HashMap<String, Object>();
        values.put("body", cutter.of(body));
        values.put("headers", cutter.of(headers));
        values.put("query", cutter.of(query));
        values.put("method", method);
        values.put("path", cutter.of(path));
        values.put("event", cutter.of(event));
        return new Facts(Map.copyOf(values), cutter.cut);
    }

    /** Foreign text is not for logs. */
    @Override
    public String toString() {
        return "Facts[…]";
    }
}
