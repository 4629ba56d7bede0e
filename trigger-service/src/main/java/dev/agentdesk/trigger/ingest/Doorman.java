package dev.agentdesk.trigger.ingest;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.trigger.connector.Connectors;
import dev.agentdesk.trigger.delivery.Arrival;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Receive;
import dev.agentdesk.trigger.delivery.DeliveryCommand.RecordConflict;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Makes one Delivery per connector that takes an event.
 *
 * <p>The id of a Delivery is derived from connector, source and id of the event, so every further copy of a record
 * finds it there; the same id with other content becomes a Delivery of its own, a conflict. Returning means committed.
 */
@Component
final class Doorman {

    private final Connectors connectors;
    private final Commands commands;
    private final Clock clock;

    Doorman(Connectors connectors, Commands commands, Clock clock) {
        this.connectors = connectors;
        this.commands = commands;
        this.clock = clock;
    }

    /** How many connectors took it. */
    int take(ConsumerRecord<?, byte[]> heard, Incoming incoming) {
        var takers =
                connectors.taking(incoming.event().source(), incoming.event().type());
        takers.forEach(connector -> receive(connector, heard, incoming));
        return takers.size();
    }

    private void receive(Connectors.Row connector, ConsumerRecord<?, byte[]> heard, Incoming incoming) {
        var event = incoming.event();
        var arrival = arrival(connector, heard, incoming);
        var id = deliveryId(connector, event.source(), event.id());
        try {
            commands.send(new Receive(stamp(connector, id, incoming), id, arrival, event, null));
        } catch (Rejection e) {
            if (e.code() != ProblemCode.ID_REUSED) {
                throw e;
            }
            var conflict = deliveryId(connector, event.source(), event.id(), incoming.digest());
            commands.send(new RecordConflict(stamp(connector, conflict, incoming), conflict, id, arrival, event, null));
        }
    }

    /** All copies of an event share only one time: that of the connector's creation. */
    private static String deliveryId(Connectors.Row connector, String... names) {
        var all = new java.util.ArrayList<>(List.of(connector.id()));
        all.addAll(List.of(names));
        return Ids.derive("dlv", connector.createdAt(), all.toArray(String[]::new));
    }

    private Stamp stamp(Connectors.Row connector, String deliveryId, Incoming incoming) {
        var id = Ids.derive("evt", connector.createdAt(), deliveryId, "received");
        return new Stamp(id, clock.instant(), Actor.PLATFORM, null, deliveryId, null, incoming.depth());
    }

    private static Arrival arrival(Connectors.Row connector, ConsumerRecord<?, byte[]> heard, Incoming incoming) {
        return Arrival.byTopic(
                connector.id(),
                incoming.digest(),
                heard.value() == null ? 0 : heard.value().length,
                incoming.event().mediaType(),
                heard.topic(),
                heard.partition(),
                heard.offset());
    }
}
