package dev.agentdesk.kit.event;

import dev.agentdesk.kit.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The part of an event that is never sealed and never erased: its public id, its business time and its causes.
 *
 * <p>Made at an edge, carried by the command and copied into the events. {@code causationId} is the id of the event,
 * delivery or run that led here; {@code depth} counts how many automations lie between a person and this event.
 */
public record Stamp(
        String id,
        Instant at,
        Actor actor,
        @Nullable String workspaceId,
        String correlationId,
        @Nullable String causationId,
        int depth) {

    /** The stamp of the {@code n}-th further event of the same command; its id is derived, so a repeat repeats it. */
    public Stamp then(int n) {
        var next = Ids.derive("evt", at, id, Integer.toString(n));
        return new Stamp(next, at, actor, workspaceId, correlationId, causationId, depth);
    }

    public Stamp within(String workspaceId) {
        return new Stamp(id, at, actor, workspaceId, correlationId, causationId, depth);
    }
}
