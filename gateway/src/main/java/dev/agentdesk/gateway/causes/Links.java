package dev.agentdesk.gateway.causes;

import dev.agentdesk.gateway.causes.CausesView.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** What a resource itself says about its causes and effects. Pure. */
final class Links {

    private static final String CAUSED = "caused";
    private static final String REFUSED = "refused";

    /** Decisions after which nothing ran. */
    private static final Set<String> NOTHING_RAN =
            Set.of("skipped", "missed", "filtered", "limited", "debounced", "held", "failed", "dead");

    private static final Set<String> NOT_TAKEN = Set.of("not_matched", "disabled", "error");

    private Links() {}

    /** Edges that end at it. */
    static List<Edge> back(Kind kind, String id, JsonNode it) {
        var edges = new ArrayList<Edge>();
        switch (kind) {
            case SESSION -> ofSession(id, it, edges);
            case RUN -> ofRun(id, it, edges);
            case DELIVERY -> {
                add(edges, it.path("connector_id"), id, CAUSED);
                add(edges, it.path("replay_of"), id, "replayed");
            }
            case EVENT -> {
                var cause = it.path("causation_id").isString() ? "causation_id" : "session_id";
                add(edges, it.path(cause), id, CAUSED);
            }
            case TURN, APPROVAL, EXECUTION -> add(edges, it.path("session_id"), id, CAUSED);
            case SCHEDULE, ROUTE, CONNECTOR -> {}
        }
        return edges;
    }

    private static void ofSession(String id, JsonNode it, List<Edge> edges) {
        var origin = it.path("origin");
        if (it.path("run_id").isString()) {
            add(edges, it.path("run_id"), id, CAUSED);
        } else {
            add(edges, origin.path("id"), id, origin.path("type").asString("").equals("fork") ? "forked" : CAUSED);
        }
        add(edges, it.path("parent_id"), id, CAUSED);
    }

    private static void ofRun(String id, JsonNode it, List<Edge> edges) {
        var relation = relation(it);
        add(edges, it.path("delivery_id"), id, relation);
        add(edges, it.path("source").path("id"), id, relation);
    }

    private static String relation(JsonNode run) {
        return NOTHING_RAN.contains(run.path("outcome").asString("")) ? REFUSED : CAUSED;
    }

    /** Edges that begin at it; those to the rows of a list come from {@link #rows}. */
    static List<Edge> forward(Kind kind, String id, JsonNode it) {
        var edges = new ArrayList<Edge>();
        switch (kind) {
            case RUN -> to(edges, id, it.path("session_id"), CAUSED);
            case DELIVERY -> it.path("runs").valueStream().forEach(run -> to(edges, id, run, CAUSED));
            default -> {}
        }
        return edges;
    }

    /** Routes that did not take the delivery: leaves, whichever way one walks. */
    static List<Edge> refused(Kind kind, String id, JsonNode it) {
        var edges = new ArrayList<Edge>();
        if (kind == Kind.DELIVERY) {
            it.path("routes")
                    .valueStream()
                    .filter(route -> NOT_TAKEN.contains(route.path("verdict").asString("")))
                    .forEach(route -> to(edges, id, route.path("route_id"), REFUSED));
        }
        return edges;
    }

    /** The newest effects of something that has many: a path to ask, or empty. */
    static String list(Kind kind, String id, int most) {
        return switch (kind) {
            case SESSION -> "/api/v1/sessions?parent_id=" + id + "&limit=" + most;
            case SCHEDULE -> "/api/v1/schedules/" + id + "/runs?limit=" + most;
            case ROUTE -> "/api/v1/runs?source=" + id + "&limit=" + most;
            case CONNECTOR -> "/api/v1/connectors/" + id + "/deliveries?limit=" + most;
            default -> "";
        };
    }

    static Edge row(Kind kind, String id, JsonNode row) {
        if (kind == Kind.SESSION) {
            var origin = row.path("origin").path("type").asString("");
            return new Edge(id, row.path("id").asString(""), origin.equals("fork") ? "forked" : CAUSED);
        }
        return new Edge(id, row.path("id").asString(""), kind == Kind.CONNECTOR ? CAUSED : relation(row));
    }

    private static void add(List<Edge> edges, JsonNode from, String to, String relation) {
        if (from.isString() && Kind.of(from.stringValue()).isPresent()) {
            edges.add(new Edge(from.stringValue(), to, relation));
        }
    }

    private static void to(List<Edge> edges, String from, JsonNode to, String relation) {
        if (to.isString() && Kind.of(to.stringValue()).isPresent()) {
            edges.add(new Edge(from, to.stringValue(), relation));
        }
    }
}
