package dev.agentdesk.gateway.causes;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.causes.CausesView.Edge;
import dev.agentdesk.gateway.causes.CausesView.Node;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One walk along causes, breadth first and bounded. Every resource is asked for with the caller's own rights: what is
 * hidden is not there, and neither are the edges to it. Used once.
 */
final class Walk {

    private static final int MOST_NODES = 100;
    private static final int MOST_OF_A_LIST = 20;

    private final Look look;
    private final Map<String, Optional<JsonNode>> known = new HashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<Edge> edges = new LinkedHashSet<>();
    private boolean truncated;

    Walk(Look look) {
        this.look = look;
    }

    /** Asks a service as the caller; see {@link dev.agentdesk.gateway.asking.Found}. */
    interface Look {
        Optional<JsonNode> find(String service, String path);
    }

    /** @throws Rejection not found, if the beginning is absent or hidden */
    CausesView from(String id, boolean back, boolean forward, int depth) {
        if (!add(id)) {
            throw Rejection.notFound();
        }
        if (back) {
            walk(id, depth, this::back);
        }
        if (forward) {
            walk(id, depth, this::forward);
        }
        return new CausesView(List.copyOf(nodes.values()), List.copyOf(edges), truncated);
    }

    private interface Step {
        /** The ids to go on from. */
        List<String> from(String id);
    }

    private void walk(String id, int depth, Step step) {
        var here = List.of(id);
        var seen = new LinkedHashSet<>(here);
        for (int i = 0; i < depth && !here.isEmpty(); i++) {
            var next = new ArrayList<String>();
            for (var each : here) {
                step.from(each).stream().filter(seen::add).forEach(next::add);
            }
            here = List.copyOf(next);
        }
        truncated |= !here.isEmpty();
    }

    private List<String> back(String id) {
        var kind = Kind.of(id).orElseThrow();
        var it = ask(id).orElseThrow();
        Links.refused(kind, id, it).forEach(edge -> connect(edge, edge.to()));
        var next = new ArrayList<String>();
        for (var edge : Links.back(kind, id, it)) {
            if (connect(edge, edge.from())) {
                next.add(edge.from());
            }
        }
        return next;
    }

    private List<String> forward(String id) {
        var kind = Kind.of(id).orElseThrow();
        var it = ask(id).orElseThrow();
        Links.refused(kind, id, it).forEach(edge -> connect(edge, edge.to()));
        var effects = new ArrayList<>(Links.forward(kind, id, it));
        var list = Links.list(kind, id, MOST_OF_A_LIST);
        if (!list.isEmpty()) {
            rows(kind, id, list, effects);
        }
        var next = new ArrayList<String>();
        for (var edge : effects) {
            if (connect(edge, edge.to())) {
                next.add(edge.to());
            }
        }
        return next;
    }

    private void rows(Kind kind, String id, String list, List<Edge> effects) {
        look(kind.service(), list).ifPresent(page -> {
            page.path("data").valueStream().forEach(row -> {
                known.put(row.path("id").asString(""), Optional.of(row));
                effects.add(Links.row(kind, id, row));
            });
            truncated |= page.path("next_cursor").isString();
        });
    }

    /** Whether the other end is there. */
    private boolean connect(Edge edge, String other) {
        if (!add(other)) {
            return false;
        }
        edges.add(edge);
        return true;
    }

    private boolean add(String id) {
        if (nodes.containsKey(id)) {
            return true;
        }
        if (nodes.size() == MOST_NODES) {
            truncated = true;
            return false;
        }
        var kind = Kind.of(id).filter(it -> Ids.isId(it.prefix(), id));
        var it = kind.flatMap(known -> ask(id));
        it.ifPresent(resource -> nodes.put(id, kind.orElseThrow().node(id, resource)));
        return it.isPresent();
    }

    private Optional<JsonNode> ask(String id) {
        var kind = Kind.of(id).orElseThrow();
        var answered = known.get(id);
        if (answered == null) {
            answered = look(kind.service(), kind.href(id));
            known.put(id, answered);
        }
        return answered;
    }

    /** What can't be asked now, or not by this caller, is missing and said to be; only the beginning must be there. */
    private Optional<JsonNode> look(String service, String path) {
        try {
            return look.find(service, path);
        } catch (PeerUnavailable e) {
            if (nodes.isEmpty()) {
                throw e;
            }
        } catch (Rejection e) {
            if (nodes.isEmpty() || e.code() != ProblemCode.FORBIDDEN) {
                throw e;
            }
        }
        truncated = true;
        return Optional.empty();
    }
}
