package dev.agentdesk.trigger.filter;

import dev.cel.common.values.NullValue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of an evaluation as texts for people. Pure. */
final class Values {

    /** Longer values are cut in a trace: it explains a verdict, it is no copy of the event. */
    private static final int LONGEST = 1024;

    private Values() {}

    static @Nullable String shown(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case NullValue none -> null;
            case String text -> cut(text);
            case Map<?, ?> map -> "{" + map.size() + " members}";
            case List<?> list -> "[" + list.size() + " elements]";
            default -> cut(value.toString());
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
