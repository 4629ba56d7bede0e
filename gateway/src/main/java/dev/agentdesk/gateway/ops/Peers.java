package dev.agentdesk.gateway.ops;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Asking;
import dev.agentdesk.kit.web.InternalCalls;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/** The services behind, for questions of the gateway itself. */
public final class Peers {

    public static final List<String> NAMES =
            List.of("workspace-service", "session-service", "terminal-service", "trigger-service");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InternalCalls calls;

    public Peers(InternalCalls calls) {
        this.calls = calls;
    }

    public RestClient ask(String service, Duration within) {
        return calls.to(service, within);
    }

    /** What a service answers; empty where it can't be asked now. */
    public <T> Optional<T> told(String service, String path, ParameterizedTypeReference<T> type) {
        try {
            return Asking.find(
                    service,
                    () -> ask(service, PATIENCE).get().uri(path).retrieve().body(type));
        } catch (PeerUnavailable | Rejection e) {
            return Optional.empty();
        }
    }

    Map<String, RestClient> askAll(Duration within) {
        var all = new TreeMap<String, RestClient>();
        NAMES.forEach(name -> all.put(name, ask(name, within)));
        return all;
    }
}
