package dev.agentdesk.trigger.replay;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.delivery.Arrival;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Receive;
import dev.agentdesk.trigger.delivery.DeliveryEvent;
import dev.agentdesk.trigger.delivery.DeliveryHistory;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Routes a kept event once more, as a Delivery of its own that names the first one: all routes of to-day give their
 * verdict, and what they start are new runs. The caller chooses the id, so a repeat leads to nothing new.
 */
@Component
final class Replays {

    private record Original(Arrival arrival, int depth) {}

    private final Commands commands;
    private final DeliveryHistory history;
    private final Clock clock;

    Replays(Commands commands, DeliveryHistory history, Clock clock) {
        this.commands = commands;
        this.history = history;
        this.clock = clock;
    }

    /**
     * @param stampId of the event, derived or minted by the caller
     * @throws Rejection gone if its content was erased
     */
    void replay(String originalId, String replayId, String stampId, Actor actor) {
        var original = history.received(originalId)
                .<Original>map(received -> of(received, received.arrival()))
                .or(() -> history.conflict(originalId).map(conflict -> of(conflict, conflict.arrival())))
                .orElseThrow(Rejection::notFound);
        var kept = history.kept(originalId)
                .orElseThrow(() -> new Rejection(ProblemCode.GONE, "The content of this delivery was erased."));
        var stamp = new Stamp(stampId, clock.instant(), actor, null, originalId, originalId, original.depth());
        commands.send(new Receive(stamp, replayId, original.arrival().again(originalId), kept.event(), kept.http()));
    }

    private static Original of(DeliveryEvent event, Arrival arrival) {
        return new Original(arrival, event.stamp().depth());
    }
}
