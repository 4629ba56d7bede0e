package dev.agentdesk.gateway.ops;

import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.readmodel.Rebuilds;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.RequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Compares every read model of every service with the events it was made from. */
@RestController
final class VerifyEndpoint {

    /** Each service reads its whole event store for this. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Rebuilds own;
    private final Peers peers;

    VerifyEndpoint(Rebuilds own, Peers peers) {
        this.own = own;
        this.peers = peers;
    }

    /** What a service answers about itself. */
    record Verified(List<String> checked, List<Rebuilds.Mismatch> mismatches) {}

    record Mismatch(String service, String readModel, String table, long rows) {}

    /** {@code checked} names every read model as {@code service/read-model}. */
    record Answer(List<String> checked, List<Mismatch> mismatches) {}

    @PostMapping("/api/v1/ops/verify")
    Answer verify() {
        InstanceRights.require(RequestContext.current().principal(), "ops:write");
        var answer = new Answer(new ArrayList<>(), new ArrayList<>());
        peers.askAll(PATIENCE)
                .forEach((service, client) -> add(
                        service,
                        Asking.once(
                                service,
                                () -> Objects.requireNonNull(client.post()
                                        .uri("/internal/verify")
                                        .retrieve()
                                        .body(Verified.class))),
                        answer));
        add("gateway", new Verified(own.names(), own.verify()), answer);
        return answer;
    }

    private static void add(String service, Verified verified, Answer to) {
        verified.checked().forEach(name -> to.checked().add(service + "/" + name));
        verified.mismatches()
                .forEach(wrong ->
                        to.mismatches().add(new Mismatch(service, wrong.readModel(), wrong.table(), wrong.rows())));
    }
}
