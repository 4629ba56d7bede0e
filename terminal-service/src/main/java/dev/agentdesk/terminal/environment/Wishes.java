package dev.agentdesk.terminal.environment;

import dev.agentdesk.terminal.sandbox.Demands;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads from a configuration what concerns the Environment.
 *
 * <p>The defaults of the platform are wishes of nobody: a value equal to them counts as not asked for.
 */
final class Wishes {

    private static final long DEFAULT_MEMORY = 1L << 30;
    private static final double DEFAULT_CPUS = 1;
    private static final long DEFAULT_DISK = 10L << 30;

    private Wishes() {}

    static Demands demands(JsonNode configuration) {
        var wished = configuration.path("environment");
        var memory = bytes(wished.path("memory"));
        var cpus = wished.path("cpus").isNumber() ? wished.path("cpus").asDouble() : null;
        var disk = bytes(wished.path("disk"));
        return new Demands(
                text(wished.path("min_isolation")),
                network(wished.path("network")),
                memory == null || memory == DEFAULT_MEMORY ? null : memory,
                cpus == null || cpus == DEFAULT_CPUS ? null : cpus,
                disk == null || disk == DEFAULT_DISK ? null : disk,
                accepted(wished.path("accept_unenforced")));
    }

    static Map<String, String> variables(JsonNode configuration) {
        var variables = new HashMap<String, String>();
        configuration.path("variables").properties().forEach(entry -> {
            if (entry.getValue().isString()) {
                variables.put(entry.getKey(), entry.getValue().asString());
            }
        });
        return variables;
    }

    private static @Nullable String network(JsonNode network) {
        return network.isObject() ? "allow" : text(network);
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }

    private static Set<String> accepted(JsonNode names) {
        var accepted = new HashSet<String>();
        names.forEach(name -> accepted.add(name.asString("")));
        return accepted;
    }

    /** {@code 512Mi}, {@code 1Gi}, or a plain number of bytes; workspace-service has checked the form. */
    private static @Nullable Long bytes(JsonNode size) {
        if (size.isNumber()) {
            return size.asLong();
        }
        var text = text(size);
        if (text == null || text.isEmpty()) {
            return null;
        }
        int unit = "KMGT".indexOf(text.length() > 1 && text.endsWith("i") ? text.charAt(text.length() - 2) : ' ');
        var number = unit < 0 ? text : text.substring(0, text.length() - 2);
        return (long) (Double.parseDouble(number) * (unit < 0 ? 1 : 1L << 10 * (unit + 1)));
    }
}
