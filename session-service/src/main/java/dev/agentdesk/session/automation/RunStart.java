package dev.agentdesk.session.automation;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Origin;
import org.jspecify.annotations.Nullable;

/**
 * A run that some automation decided.
 *
 * @param sharedSessionId the Session that it writes into, made if it is not there; null: one of its own
 */
record RunStart(
        String runId,
        String workspaceId,
        Origin origin,
        Actor actor,
        OnBusy onBusy,
        @Nullable String sharedSessionId) {

    /** A run is answered by a turn of its own, so its message never joins another one's. */
    static OnBusy onBusy(String name) {
        return switch (name) {
            case "interrupt" -> OnBusy.INTERRUPT;
            case "reject" -> OnBusy.REJECT;
            default -> OnBusy.ENQUEUE;
        };
    }
}
