package dev.agentdesk.workspace.command;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A text with places {@code {{NAME}}} for variables. What a variable holds is not read again for places. Pure. */
final class CommandText {

    private CommandText() {}

    /** The names that the text asks for, in its order. */
    static Set<String> variables(String text) {
        var names = new LinkedHashSet<String>();
        walk(text, names::add, new StringBuilder(), Map.of());
        return names;
    }

    /** Places without a value stay as they are. */
    static String filled(String text, Map<String, String> values) {
        var filled = new StringBuilder();
        walk(text, name -> {}, filled, values);
        return filled.toString();
    }

    private static void walk(String text, Consumer<String> seen, StringBuilder out, Map<String, String> values) {
        int at = 0;
        while (true) {
            int open = text.indexOf("{{", at);
            int close = open < 0 ? -1 : text.indexOf("}}", open);
            if (close < 0) {
                out.append(text, at, text.length());
                return;
            }
            var name = text.substring(open + 2, close).strip();
            out.append(text, at, open);
            if (name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
                seen.accept(name);
                out.append(values.getOrDefault(name, "{{" + name + "}}"));
                at = close + 2;
            } else {
                out.append("{{");
                at = open + 2;
            }
        }
    }
}
