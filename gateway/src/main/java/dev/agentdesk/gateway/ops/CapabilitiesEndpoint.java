package dev.agentdesk.gateway.ops;

import dev.agentdesk.gateway.edge.EdgeProperties;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What this instance can do now; what it can't is said with its reason. */
@RestController
final class CapabilitiesEndpoint {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final List<Engine> ENGINES = List.of(
            new Engine("shell", true, null),
            new Engine("model", true, null),
            new Engine("acp", false, "This version runs no external agent programs yet."));

    private static final List<String> FEATURES = List.of(
            "workspaces",
            "sessions",
            "permissions",
            "files",
            "kafka-triggers",
            "schedules",
            "providers",
            "causes",
            "webhooks",
            "replay",
            "dry-run",
            "forks",
            "shares",
            "transcripts",
            "search",
            "checkpoints",
            "service-tokens",
            "audit");

    private final Peers peers;
    private final EdgeProperties edge;
    private final String version;

    CapabilitiesEndpoint(Peers peers, EdgeProperties edge) {
        this.peers = peers;
        this.edge = edge;
        this.version = Optional.ofNullable(getClass().getPackage().getImplementationVersion())
                .orElse("development");
    }

    record Engine(String kind, boolean available, @Nullable String reason) {}

    record Capabilities(
            String version,
            List<Engine> engines,
            List<Map<String, Object>> environments,
            Map<String, Long> limits,
            List<String> features) {}

    private record Environments(List<Map<String, Object>> environments) {}

    @GetMapping("/api/v1/capabilities")
    Capabilities capabilities() {
        var limits = Map.of(
                "body_bytes", edge.bodyLimit().toBytes(),
                "upload_bytes", edge.uploadLimit().toBytes());
        return new Capabilities(version, ENGINES, environments(), limits, FEATURES);
    }

    /** Only the service that would run them knows; a probe that can't be asked for is not guessed. */
    private List<Map<String, Object>> environments() {
        try {
            return Asking.find(
                            "terminal-service",
                            () -> peers.ask("terminal-service", PATIENCE)
                                    .get()
                                    .uri("/internal/capabilities")
                                    .retrieve()
                                    .body(new ParameterizedTypeReference<Environments>() {}))
                    .map(Environments::environments)
                    .orElseGet(CapabilitiesEndpoint::unknown);
        } catch (PeerUnavailable | Rejection e) {
            return unknown();
        }
    }

    private static List<Map<String, Object>> unknown() {
        return List.of(Map.of(
                "provider", "local", "available", false, "reason", "terminal-service does not say what it can do."));
    }
}
