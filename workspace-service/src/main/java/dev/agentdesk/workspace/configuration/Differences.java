package dev.agentdesk.workspace.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What differs between two configurations, member by member, and when a difference takes effect. Pure. */
public final class Differences {

    /** One member that differs; {@code old} or {@code new} is null where it is absent. */
    public record Change(
            String path, @Nullable JsonNode old, @Nullable JsonNode now) {}

    private Differences() {}

    public static List<Change> between(JsonNode old, JsonNode now) {
        var changes = new ArrayList<Change>();
        collect("", old, now, changes);
        return changes;
    }

    /** When each changed member takes effect: limits and permissions at once, the environment at the next start. */
    public static Map<String, String> applies(List<Change> changes) {
        var applies = new LinkedHashMap<String, String>();
        changes.forEach(change -> applies.put(change.path(), when(change.path())));
        return applies;
    }

    private static String when(String path) {
        return switch (path.split("/", 3)[1]) {
            case "environment" -> "next_start";
            case "auto_start", "idle_stop" -> "now";
            default -> "next_turn";
        };
    }

    private static void collect(String path, JsonNode old, JsonNode now, List<Change> changes) {
        if (old.equals(now)) {
            return;
        }
        if (!old.isObject() || !now.isObject()) {
            changes.add(new Change(path, present(old), present(now)));
            return;
        }
        var names = new TreeSet<String>(old.propertyNames());
        names.addAll(now.propertyNames());
        for (String name : names) {
            collect(path + "/" + name.replace("~", "~0").replace("/", "~1"), old.path(name), now.path(name), changes);
        }
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() ? null : node;
    }
}
