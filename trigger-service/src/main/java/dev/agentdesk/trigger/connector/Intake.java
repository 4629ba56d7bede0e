package dev.agentdesk.trigger.connector;

import java.util.List;

/**
 * Which events a Connector takes: the source begins with one of the prefixes, and the type is one of the types, if
 * types are given at all. Compared character by character; pure.
 */
public record Intake(List<String> sources, List<String> types) {

    public Intake {
        sources = List.copyOf(sources);
        types = List.copyOf(types);
    }

    /** Whether it takes an event of that source and type. */
    public boolean takes(String source, String type) {
        return sources.stream().anyMatch(source::startsWith) && (types.isEmpty() || types.contains(type));
    }
}
