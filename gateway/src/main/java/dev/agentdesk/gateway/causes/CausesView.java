package dev.agentdesk.gateway.causes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What led to something and what came of it.
 *
 * @param truncated there is more, or somebody who knows more could not be asked
 */
record CausesView(List<Node> nodes, List<Edge> edges, boolean truncated) {

    /**
     * A resource.
     *
     * @param type what kind of its kind: the outcome of a run, the status of a delivery, the origin of a session
     */
    record Node(
            String id,
            String kind,
            @Nullable String type,
            @Nullable String at,
            @Nullable String actor,
            String summary,
            @Nullable String costUsd,
            String href) {}

    /** {@code caused}, {@code refused} (it was decided not to), {@code replayed} or {@code forked}. */
    record Edge(String from, String to, String relation) {}
}
