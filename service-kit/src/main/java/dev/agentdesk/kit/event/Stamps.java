package dev.agentdesk.kit.event;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.web.RequestContext;
import java.time.Clock;

/** Makes the stamps of commands: at the edge from the request, in a process from the event that led there. */
public final class Stamps {

    private final IdSource ids;
    private final Clock clock;

    public Stamps(IdSource ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** For a command of the current request; all ids and causes come from it. */
    public Stamp ofRequest(String workspaceId) {
        var context = RequestContext.current();
        return new Stamp(
                ids.mint("evt"),
                clock.instant(),
                context.principal().actor(),
                workspaceId,
                context.correlationId(),
                context.causationId(),
                context.depth());
    }

    /** As {@link #ofRequest(String)}, for what belongs to no Workspace. */
    public Stamp ofRequest() {
        var context = RequestContext.current();
        return new Stamp(
                ids.mint("evt"),
                clock.instant(),
                context.principal().actor(),
                null,
                context.correlationId(),
                context.causationId(),
                context.depth());
    }

    /** For what follows from an event: the id is derived from it and the name of the step, so a repeat repeats it. */
    public Stamp following(Stamp cause, Actor actor, String step) {
        return new Stamp(
                Ids.derive("evt", cause.at(), cause.id(), step),
                clock.instant(),
                actor,
                cause.workspaceId(),
                cause.correlationId(),
                cause.id(),
                cause.depth());
    }

    /** For what the platform does of its own accord: observations, take-overs, expiries. */
    public Stamp ofPlatform(String workspaceId, String correlationId) {
        return new Stamp(ids.mint("evt"), clock.instant(), Actor.PLATFORM, workspaceId, correlationId, null, 0);
    }
}
