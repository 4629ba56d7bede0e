package dev.agentdesk.trigger.routing;

import dev.agentdesk.trigger.delivery.Decision;
import dev.agentdesk.trigger.delivery.Decision.Ask;
import dev.agentdesk.trigger.delivery.Decision.GiveUp;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.route.Routes;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Lets no route start anything in a Workspace that is held, nor more than its rate; the verdict stays, the run says
 * {@code held} or {@code limited}.
 */
@Component
final class Brake {

    private final Holds holds;
    private final Permits permits;
    private final Clock clock;

    Brake(Holds holds, Permits permits, Clock clock) {
        this.holds = holds;
        this.permits = permits;
        this.clock = clock;
    }

    Decision on(Routes.Row route, Decision decision) {
        if (!(decision.intent() instanceof Ask ask)) {
            return decision;
        }
        var hold = holds.on(ask.workspaceId(), clock.instant());
        if (hold.isPresent()) {
            return stopped(decision, ask, "held", "Automation is held by " + hold.get() + ".");
        }
        var pace = route.settings().paced();
        return permits.take(route.id(), pace, ask.runId())
                ? decision
                : stopped(
                        decision,
                        ask,
                        "rate-limited",
                        "The route starts at most " + pace.limit() + " runs in " + pace.per() + ".");
    }

    private static Decision stopped(Decision decision, Ask ask, String code, String text) {
        return new Decision(
                decision.verdict(), decision.grounds(), new GiveUp(ask.runId(), ask.workspaceId(), code, text));
    }
}
