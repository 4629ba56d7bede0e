package dev.agentdesk.testkit.api;

import java.util.ArrayList;
import java.util.List;

/** How paths and names of code read in the documents. Pure. */
final class Paths {

    private Paths() {}

    /** {@code /workspaces/{id}} is {@code /workspaces/{workspace_id}}, whatever the code calls it. */
    static String documented(String pattern) {
        var segments = new ArrayList<String>();
        for (var segment : (pattern.isEmpty() ? "/" : pattern).split("/", -1)) {
            segments.add(segment.startsWith("{") ? "{" + name(segment, segments) + "}" : segment);
        }
        return String.join("/", segments);
    }

    /** The names of the variables of a documented path. */
    static List<String> variables(String path) {
        return List.of(path.split("/")).stream()
                .filter(segment -> segment.startsWith("{"))
                .map(segment -> segment.substring(1, segment.length() - 1))
                .toList();
    }

    private static String name(String variable, List<String> before) {
        var name = variable.substring(1, variable.length() - 1).replace("*", "");
        boolean ofCollection =
                name.equals("id") && !before.isEmpty() && before.getLast().endsWith("s");
        return ofCollection ? singular(before.getLast()) + "_id" : snake(name);
    }

    private static String singular(String collection) {
        var name = collection.replace('-', '_');
        return name.endsWith("ies") ? name.substring(0, name.length() - 3) + "y" : name.substring(0, name.length() - 1);
    }

    static String snake(String name) {
        var snake = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c) && !snake.isEmpty()) {
                snake.append('_');
            }
            snake.append(Character.toLowerCase(c));
        }
        return snake.toString();
    }
}
