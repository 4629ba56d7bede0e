package dev.agentdesk.gateway.ops;

import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the gateway lives and can serve, on the public port: one word. The details are on the management port. */
@RestController
@RequestMapping("/actuator/health")
final class PublicHealthEndpoint {

    private final HealthEndpoint health;

    PublicHealthEndpoint(HealthEndpoint health) {
        this.health = health;
    }

    record Health(String status) {}

    @GetMapping("/liveness")
    ResponseEntity<Health> liveness() {
        return of("liveness");
    }

    @GetMapping({"", "/readiness"})
    ResponseEntity<Health> readiness() {
        return of("readiness");
    }

    private ResponseEntity<Health> of(String group) {
        var found = health.healthForPath(group);
        var status = found == null ? Status.UNKNOWN : found.getStatus();
        return ResponseEntity.status(status.equals(Status.UP) ? 200 : 503).body(new Health(status.getCode()));
    }
}
