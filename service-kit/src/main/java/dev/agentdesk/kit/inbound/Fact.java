package dev.agentdesk.kit.inbound;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A published fact as it was heard.
 *
 * @param type {@code dev.agentdesk.workspace.v1.StartRequested}
 * @param subject the id of the aggregate that it is about
 * @param seq its position in the stream of that aggregate; 0 where the publisher does not say
 */
public record Fact(
        String id,
        String type,
        String subject,
        long seq,
        Instant at,
        Actor actor,
        @Nullable String workspaceId,
        String correlationId,
        @Nullable String causationId,
        int depth,
        JsonNode data,
        JsonMapper json) {

    /** Whether this is the published form of that contract. */
    public boolean is(Class<?> contract) {
        return type.equals(contract.getName()
                .replace("dev.agentdesk.contracts.", "dev.agentdesk.")
                .replace('$', '.'));
    }

    /** The content; fields that a newer publisher added are ignored. */
    public <T> T as(Class<T> contract) {
        return json.treeToValue(data, contract);
    }

    /** The cause of what follows from it. */
    public Stamp stamp() {
        return new Stamp(id, at, actor, workspaceId, correlationId, causationId, depth);
    }
}
