package dev.agentdesk.session.conversation;

import dev.agentdesk.kit.event.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The events of one decision, each with its own stamp: the first has the command's, the others derive theirs. */
final class Facts {

    private final Stamp first;
    private final List<SessionEvent> events = new ArrayList<>();

    Facts(SessionCommand command, String workspaceId) {
        first = command.stamp().within(workspaceId);
    }

    Facts add(Function<Stamp, SessionEvent> fact) {
        events.add(fact.apply(events.isEmpty() ? first : first.then(events.size())));
        return this;
    }

    /** As {@link #add}, under an id that is known already. */
    Facts addAs(String id, Function<Stamp, SessionEvent> fact) {
        events.add(fact.apply(new Stamp(
                id,
                first.at(),
                first.actor(),
                first.workspaceId(),
                first.correlationId(),
                first.causationId(),
                first.depth())));
        return this;
    }

    List<SessionEvent> all() {
        return List.copyOf(events);
    }
}
