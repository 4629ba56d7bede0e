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

    private static final String NO_PROVIDER = "There is no model provider yet; add one (POST /api/v1/providers).";

    private static final String PROGRAM =
            "Where the program is installed in the Environment and the network lets it reach its model.";

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
            "slack",
            "subscriptions",
            "holds",
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

    /** One way to work; the reason says why it is not available, or under which condition it is. */
    record Engine(String kind, boolean available, @Nullable String reason) {}

    record Capabilities(
            String version,
            List<Engine> engines,
            List<Map<String, Object>> environments,
            Map<String, Long> limits,
            List<String> features) {}

    private record Environments(List<Map<String, Object>> environments) {}

    private record Library(boolean providers) {}

    @GetMapping("/api/v1/capabilities")
    Capabilities capabilities() {
        var limits = Map.of(
                "body_bytes", edge.bodyLimit().toBytes(),
                "upload_bytes", edge.uploadLimit().toBytes());
        return new Capabilities(version, engines(), environments(), limits, FEATURES);
    }

    private List<Engine> engines() {
        var unavailable = noModel();
        return List.of(
                new Engine("shell", true, null),
                new Engine("model", unavailable == null, unavailable),
                new Engine("acp", true, PROGRAM));
    }

    /** Why no model can be asked; null where one can. */
    private @Nullable String noModel() {
        return told("workspace-service", new ParameterizedTypeReference<Library>() {})
                .map(it -> it.providers() ? Optional.<String>empty() : Optional.of(NO_PROVIDER))
                .orElse(Optional.of("workspace-service does not say whether there is a model provider."))
                .orElse(null);
    }

    /** Only the service that would run them knows; a probe that can't be asked for is not guessed. */
    private List<Map<String, Object>> environments() {
        return told("terminal-service", new ParameterizedTypeReference<Environments>() {})
                .map(Environments::environments)
                .orElseGet(CapabilitiesEndpoint::unknown);
    }

    private <T> Optional<T> told(String service, ParameterizedTypeReference<T> type) {
        try {
            return Asking.find(
                    service,
                    () -> peers.ask(service, PATIENCE)
                            .get()
                            .uri("/internal/capabilities")
                            .retrieve()
                            .body(type));
        } catch (PeerUnavailable | Rejection e) {
            return Optional.empty();
        }
    }

    private static List<Map<String, Object>> unknown() {
        return List.of(Map.of(
                "provider", "local", "available", false, "reason", "terminal-service does not say what it can do."));
    }
}
