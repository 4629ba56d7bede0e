package dev.agentdesk.gateway.projection;

import dev.agentdesk.gateway.ops.Peers;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.core.ParameterizedTypeReference;

/** The read models of the services behind and of the gateway itself. */
public final class Projections {

    public static final String OWN = "gateway";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A service reads its whole event store for a rebuild. */
    private static final Duration LONGEST = Duration.ofMinutes(60);

    private final Peers peers;
    private final Progress own;
    private final Rebuilds rebuilds;

    Projections(Peers peers, Progress own, Rebuilds rebuilds) {
        this.peers = peers;
        this.own = own;
        this.rebuilds = rebuilds;
    }

    List<Projection> all() {
        var all = new ArrayList<Projection>();
        Peers.NAMES.forEach(service -> all.addAll(of(service)));
        all.addAll(of(OWN));
        return all;
    }

    /** @throws Rejection 404 where there is no such service */
    public List<Projection> of(String service) {
        return steps(service).stream().map(it -> Projection.of(service, it)).toList();
    }

    private List<Progress.Step> steps(String service) {
        if (service.equals(OWN)) {
            return own.steps();
        }
        if (!Peers.NAMES.contains(service)) {
            throw Rejection.notFound();
        }
        return Asking.idempotent(
                service,
                () -> Objects.requireNonNull(peers.ask(service, PATIENCE)
                        .get()
                        .uri("/internal/projections")
                        .retrieve()
                        .body(new ParameterizedTypeReference<List<Progress.Step>>() {})));
    }

    /** Returns when the rebuilt rows are the live ones; harmless to repeat. */
    void rebuild(String service, String name) {
        if (service.equals(OWN)) {
            rebuilds.rebuild(name);
            return;
        }
        Asking.once(
                service,
                () -> peers.ask(service, LONGEST)
                        .post()
                        .uri("/internal/projections/{name}/rebuild", name)
                        .retrieve()
                        .toBodilessEntity());
    }
}
