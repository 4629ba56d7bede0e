package dev.agentdesk.gateway.ops;

import dev.agentdesk.kit.web.InternalCalls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.client.RestClient;

/** The services behind, for questions of the gateway itself. */
public final class Peers {

    public static final List<String> NAMES =
            List.of("workspace-service", "session-service", "terminal-service", "trigger-service");

    private final InternalCalls calls;

    public Peers(InternalCalls calls) {
        this.calls = calls;
    }

    RestClient ask(String service, Duration within) {
        return calls.to(service, within);
    }

    Map<String, RestClient> askAll(Duration within) {
        var all = new TreeMap<String, RestClient>();
        NAMES.forEach(name -> all.put(name, ask(name, within)));
        return all;
    }
}
