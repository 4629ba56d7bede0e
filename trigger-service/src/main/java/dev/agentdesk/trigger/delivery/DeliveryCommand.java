package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.trigger.cloudevent.CloudEvent;
import dev.agentdesk.trigger.cloudevent.HttpCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that may be asked of a {@link Delivery}; all of it by processes, all of it repeatable. */
public sealed interface DeliveryCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "delivery";

    Stamp stamp();

    String deliveryId();

    @Override
    default String aggregateId() {
        return deliveryId();
    }

    /** Keeps an event. The stamp's depth is the depth that the event came with. */
    record Receive(
            Stamp stamp,
            String deliveryId,
            Arrival arrival,
            CloudEvent event,
            @Nullable HttpCall http) implements DeliveryCommand {}

    /** Keeps an event that reused the id of another one; it is never routed. */
    record RecordConflict(
            Stamp stamp,
            String deliveryId,
            String firstDeliveryId,
            Arrival arrival,
            CloudEvent event,
            @Nullable HttpCall http)
            implements DeliveryCommand {}

    /** Settles what becomes of it, once and for all routes together. */
    record Settle(Stamp stamp, String deliveryId, List<Decision> decisions) implements DeliveryCommand {}

    /** Says that it can't be routed. */
    record GiveUpRouting(Stamp stamp, String deliveryId, String code) implements DeliveryCommand {}

    /**
     * Starts a run that has waited long enough.
     *
     * @param hold the hold that stops it for good; null: nothing is held
     */
    record EndDelay(
            Stamp stamp,
            String deliveryId,
            String runId,
            @Nullable String hold) implements DeliveryCommand {}

    /** A newer run of its kind takes the place of one that waits. */
    record Supersede(Stamp stamp, String deliveryId, String runId, String byRunId) implements DeliveryCommand {}

    /** It was kept long enough: content and prompts are gone for good, facts stay. */
    record ExpireDelivery(Stamp stamp, String deliveryId) implements DeliveryCommand {}

    /** Passes on what session-service said about a run. */
    record AnswerRun(Stamp stamp, String deliveryId, String runId, Answer answer) implements DeliveryCommand {}

    /** One of its Workspaces is erased: content and prompts are gone for good, facts stay. */
    record EraseDelivery(Stamp stamp, String deliveryId, String workspaceId) implements DeliveryCommand {}
}
