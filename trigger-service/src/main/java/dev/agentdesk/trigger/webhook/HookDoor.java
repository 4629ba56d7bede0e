package dev.agentdesk.trigger.webhook;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.delivery.Arrival;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Receive;
import dev.agentdesk.trigger.delivery.DeliveryCommand.RecordConflict;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Keeps a proven request as a Delivery: one append, committed before it is answered, and nothing else.
 *
 * <p>The id is derived from the connector and the provider's id, so every further copy finds the first one; the same id
 * with other content becomes a Delivery of its own, a conflict.
 */
@Component
final class HookDoor {

    /** What the sender is told. */
    record Taken(
            String deliveryId,
            @Nullable String duplicateOf,
            @Nullable String conflictsWith) {}

    private final Commands commands;
    private final HookSeen seen;
    private final IdSource ids;
    private final Clock clock;

    HookDoor(Commands commands, HookSeen seen, IdSource ids, Clock clock) {
        this.commands = commands;
        this.seen = seen;
        this.ids = ids;
        this.clock = clock;
    }

    Taken take(Connectors.Row connector, Hook hook, long size) {
        var door = java.util.Objects.requireNonNull(connector.door());
        var arrival =
                Arrival.byHook(connector.id(), hook.digest(), size, hook.event().mediaType(), door.scheme());
        var id = hook.providerId() == null
                ? seen.deliveryOf(connector.id(), hook.digest(), ids.mint("dlv"))
                : deliveryId(connector, hook.providerId());
        try {
            var events = commands.send(new Receive(stamp(connector, id, hook), id, arrival, hook.event(), hook.http()));
            return new Taken(id, events.isEmpty() ? id : null, null);
        } catch (Rejection e) {
            if (e.code() != ProblemCode.ID_REUSED) {
                throw e;
            }
            return conflict(connector, hook, id, arrival);
        }
    }

    private Taken conflict(Connectors.Row connector, Hook hook, String first, Arrival arrival) {
        var id = deliveryId(connector, hook.event().id(), hook.digest());
        var events = commands.send(
                new RecordConflict(stamp(connector, id, hook), id, first, arrival, hook.event(), hook.http()));
        return new Taken(id, events.isEmpty() ? id : null, first);
    }

    /** All copies share only one time: that of the connector's creation. */
    private static String deliveryId(Connectors.Row connector, String... names) {
        var all = new ArrayList<>(List.of(connector.id()));
        all.addAll(List.of(names));
        return Ids.derive("dlv", connector.createdAt(), all.toArray(String[]::new));
    }

    private Stamp stamp(Connectors.Row connector, String deliveryId, Hook hook) {
        var id = Ids.derive("evt", connector.createdAt(), deliveryId, "received");
        return new Stamp(id, clock.instant(), Actor.PLATFORM, null, deliveryId, null, hook.depth());
    }
}
