package dev.agentdesk.gateway.ops;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the gateway lives and takes requests, on the public port; the details are on the management port. */
@RestController
@RequestMapping("/actuator/health")
final class PublicHealthEndpoint {

    private final ApplicationAvailability availability;

    PublicHealthEndpoint(ApplicationAvailability availability) {
        this.availability = availability;
    }

    record Health(String status) {}

    @GetMapping("/liveness")
    ResponseEntity<Health> liveness() {
        return answer(availability.getLivenessState() == LivenessState.CORRECT, "DOWN");
    }

    @GetMapping({"", "/readiness"})
    ResponseEntity<Health> readiness() {
        return answer(availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC, "OUT_OF_SERVICE");
    }

    private static ResponseEntity<Health> answer(boolean well, String otherwise) {
        return well
                ? ResponseEntity.ok(new Health("UP"))
                : ResponseEntity.status(503).body(new Health(otherwise));
    }
}
