package dev.agentdesk.gateway.overview;

import dev.agentdesk.gateway.ops.Peers;
import dev.agentdesk.gateway.token.InstanceRights;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.RequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets turns end at their next step, so that runners can be stopped without a turn being cut. */
@RestController
@RequestMapping("/api/v1/ops/drain")
final class DrainEndpoint {

    private static final String RUNNERS = "session-service";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Peers peers;

    DrainEndpoint(Peers peers) {
        this.peers = peers;
    }

    /**
     * Whether runners take turns.
     *
     * @param draining whether those that run now were told to take no more
     * @param turnsRunning how many have not come to their next step yet
     */
    record Drain(
            boolean draining,
            @Nullable Instant orderedAt,
            @Nullable String orderedBy,
            long turnsRunning) {}

    @GetMapping
    Drain show() {
        InstanceRights.require(RequestContext.current().principal(), "ops:read");
        return ask();
    }

    /** A repeat is a success, and reaches runners that have started since. */
    @PostMapping
    ResponseEntity<Drain> order() {
        var principal = RequestContext.current().principal();
        InstanceRights.require(principal, "ops:write");
        Asking.idempotent(
                RUNNERS,
                () -> peers.ask(RUNNERS, PATIENCE)
                        .put()
                        .uri("/internal/drain")
                        .body(Map.of("ordered_by", principal.account()))
                        .retrieve()
                        .toBodilessEntity());
        return ResponseEntity.status(HttpStatus.ACCEPTED).body(ask());
    }

    @DeleteMapping
    ResponseEntity<Void> lift() {
        InstanceRights.require(RequestContext.current().principal(), "ops:write");
        Asking.idempotent(
                RUNNERS,
                () -> peers.ask(RUNNERS, PATIENCE)
                        .delete()
                        .uri("/internal/drain")
                        .retrieve()
                        .toBodilessEntity());
        return ResponseEntity.noContent().build();
    }

    private Drain ask() {
        return Asking.idempotent(
                RUNNERS,
                () -> Objects.requireNonNull(peers.ask(RUNNERS, PATIENCE)
                        .get()
                        .uri("/internal/drain")
                        .retrieve()
                        .body(Drain.class)));
    }
}
