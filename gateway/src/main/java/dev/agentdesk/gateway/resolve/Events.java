package dev.agentdesk.gateway.resolve;

import dev.agentdesk.gateway.asking.Asker;
import dev.agentdesk.gateway.asking.Found;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Single events by their public id, of whatever service's stream. */
final class Events {

    private static final List<String> SERVICES = List.of("session-service", "workspace-service");

    private final Found found;

    Events(Found found) {
        this.found = found;
    }

    /**
     * The event in its public form; empty if nobody shows it to the caller.
     *
     * @throws Rejection forbidden, if a service that may have it does not answer such a caller
     * @throws PeerUnavailable if nobody shows it and somebody could not be asked
     */
    Optional<JsonNode> find(String id, Asker asker) {
        if (!Ids.isId("evt", id)) {
            return Optional.empty();
        }
        RuntimeException doubt = null;
        for (var service : SERVICES) {
            try {
                var event = found.find(service, "/api/v1/events/" + id, asker);
                if (event.isPresent()) {
                    return event;
                }
            } catch (PeerUnavailable | Rejection e) {
                doubt = graver(doubt, e);
            }
        }
        if (doubt != null) {
            throw doubt;
        }
        return Optional.empty();
    }

    private static RuntimeException graver(@Nullable RuntimeException before, RuntimeException now) {
        return before == null || now instanceof PeerUnavailable ? now : before;
    }
}
