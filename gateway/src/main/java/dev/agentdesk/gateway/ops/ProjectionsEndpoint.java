package dev.agentdesk.gateway.ops;

import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.RequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How far each processor of the services behind has come. */
@RestController
final class ProjectionsEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Peers peers;

    ProjectionsEndpoint(Peers peers) {
        this.peers = peers;
    }

    /** What a service answers about one processor. */
    record Own(String name, long position, long behind) {}

    record Projection(String service, String name, long position, long behind) {}

    record Projections(List<Projection> data) {}

    @GetMapping("/api/v1/ops/projections")
    Projections projections() {
        InstanceRights.require(RequestContext.current().principal(), "ops:read");
        var all = new ArrayList<Projection>();
        peers.askAll(PATIENCE)
                .forEach((service, client) -> Asking.idempotent(
                                service,
                                () -> Objects.requireNonNull(client.get()
                                        .uri("/internal/projections")
                                        .retrieve()
                                        .body(new ParameterizedTypeReference<List<Own>>() {})))
                        .forEach(own -> all.add(new Projection(service, own.name(), own.position(), own.behind()))));
        return new Projections(all);
    }
}
