package dev.agentdesk.gateway.overview;

import dev.agentdesk.gateway.ops.Peers;
import dev.agentdesk.gateway.overview.Overview.Answering;
import dev.agentdesk.gateway.overview.Overview.Lag;
import dev.agentdesk.gateway.projection.Projection;
import dev.agentdesk.gateway.projection.Projections;
import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.kit.web.RequestContext;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The figures of all services at one time. A service that is away leaves a gap and spoils nothing else. */
@RestController
final class OverviewEndpoint {

    private final Peers peers;
    private final Projections projections;
    private final JsonMapper json;
    private final Clock clock;

    OverviewEndpoint(Peers peers, Projections projections, JsonMapper json, Clock clock) {
        this.peers = peers;
        this.projections = projections;
        this.json = json.rebuild()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        this.clock = clock;
    }

    @GetMapping("/api/v1/ops/overview")
    Overview overview() {
        InstanceRights.require(RequestContext.current().principal(), "ops:read");
        var figures = new HashMap<String, Object>();
        var answering = new ArrayList<Answering>();
        for (var service : Peers.NAMES) {
            var own =
                    peers.told(service, "/internal/overview", new ParameterizedTypeReference<Map<String, Object>>() {});
            own.ifPresent(figures::putAll);
            answering.add(new Answering(service, own.isPresent()));
        }
        var steps = steps();
        figures.put("at", clock.instant());
        figures.put("services", answering);
        figures.put("projection_lag", farthest(steps, "streaming"));
        figures.put("outbox_lag", farthest(steps, "publisher"));
        return json.convertValue(figures, Overview.class);
    }

    private List<Projection> steps() {
        var all = new ArrayList<>(projections.of(Projections.OWN));
        for (var service : Peers.NAMES) {
            try {
                all.addAll(projections.of(service));
            } catch (PeerUnavailable away) {
                // its gap is shown by "services"
            }
        }
        return all;
    }

    private static @Nullable Lag farthest(List<Projection> steps, String kind) {
        return steps.stream()
                .filter(it -> it.kind().equals(kind))
                .max(Comparator.comparingLong(Projection::behind))
                .map(it -> new Lag(it.service(), it.name(), it.behind()))
                .orElse(null);
    }
}
