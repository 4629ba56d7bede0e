package dev.agentdesk.session.runner;

import dev.agentdesk.kit.web.RequestContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Operators drain this service through the gateway. */
@RestController
@RequestMapping("/internal/drain")
final class DrainEndpoint {

    private final Drain drain;

    DrainEndpoint(Drain drain) {
        this.drain = drain;
    }

    record Ordering(String orderedBy) {}

    record Draining(
            boolean draining,
            @Nullable Instant orderedAt,
            @Nullable String orderedBy,
            long turnsRunning) {}

    @GetMapping
    Draining show() {
        require("ops:read");
        long running = drain.turnsRunning();
        return drain.find()
                .map(it -> new Draining(it.concernsUs(), it.at(), it.by(), running))
                .orElseGet(() -> new Draining(false, null, null, running));
    }

    @PutMapping
    void order(@RequestBody Ordering asked) {
        require("ops:write");
        drain.order(asked.orderedBy());
    }

    @DeleteMapping
    void lift() {
        require("ops:write");
        drain.lift();
    }

    private static void require(String scope) {
        RequestContext.current().principal().require(scope);
    }
}
