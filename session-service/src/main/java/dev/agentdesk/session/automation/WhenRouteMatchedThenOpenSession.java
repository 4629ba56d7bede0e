package dev.agentdesk.session.automation;

import dev.agentdesk.contracts.trigger.v1.RouteMatched;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Origin;

/**
 * Opens the Session of a run that a route decided. The fact counts as heard only after the append; see
 * {@link RunOpening}.
 */
public final class WhenRouteMatchedThenOpenSession {

    private final RunOpening opening;

    WhenRouteMatchedThenOpenSession(RunOpening opening) {
        this.opening = opening;
    }

    public void on(Fact fact) {
        var matched = fact.as(RouteMatched.class);
        var run = new RunStart(
                matched.runId(),
                matched.workspaceId(),
                new Origin("delivery", matched.deliveryId()),
                new Actor("route", matched.routeId(), null),
                onBusy(matched),
                matched.sessionId());
        opening.start(run, fact);
    }

    /** A Session of its own is never busy. */
    private static OnBusy onBusy(RouteMatched matched) {
        return matched.sessionId() == null ? OnBusy.ENQUEUE : RunStart.onBusy(matched.onBusy());
    }
}
