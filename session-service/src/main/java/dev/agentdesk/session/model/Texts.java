package dev.agentdesk.session.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Text of a model as it may be stored: without NUL and without half character pairs. */
final class Texts {

    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    static String clean(String text) {
        StringBuilder cleaned = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
                cleaned.setCharAt(i, REPLACEMENT);
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    /** The same for a tree of JSON; a member without a value is left out. */
    static Map<String, Object> clean(Map<?, ?> tree) {
        var cleaned = new LinkedHashMap<String, Object>();
        tree.forEach((name, value) -> {
            var clean = clean(value);
            if (clean != null) {
                cleaned.put(clean(String.valueOf(name)), clean);
            }
        });
        return cleaned;
    }

    private static @Nullable Object clean(@Nullable Object value) {
        return switch (value) {
            case String text -> clean(text);
            case Map<?, ?> map -> clean(map);
            // An element without a value keeps its place.
            case List<?> list ->
                list.stream()
                        .map(it -> Objects.requireNonNullElse(clean(it), ""))
                        .toList();
            case null -> null;
            default -> value;
        };
    }
}
