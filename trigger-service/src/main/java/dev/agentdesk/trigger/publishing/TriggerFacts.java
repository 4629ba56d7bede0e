package dev.agentdesk.trigger.publishing;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.trigger.v1.DeliveryRecorded;
import dev.agentdesk.contracts.trigger.v1.HoldLifted;
import dev.agentdesk.contracts.trigger.v1.HoldPlaced;
import dev.agentdesk.contracts.trigger.v1.RouteMatched;
import dev.agentdesk.contracts.trigger.v1.WorkspaceAutomationErased;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryEvent.ConflictDetected;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.erasure.AutomationEvent.AutomationErased;
import dev.agentdesk.trigger.hold.HoldEvent;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The facts of automation on {@code agentdesk.trigger.v1}: ids and statuses, no word of what came or was asked. */
@Component
public final class TriggerFacts implements Translator {

    @Override
    public String topic() {
        return Topics.TRIGGER;
    }

    @Override
    public Optional<Object> translate(Recorded recorded) {
        return switch (recorded.event()) {
            case DeliveryReceived e ->
                Optional.of(new DeliveryRecorded(e.deliveryId(), e.arrival().connectorId(), "received"));
            case ConflictDetected e ->
                Optional.of(new DeliveryRecorded(e.deliveryId(), e.arrival().connectorId(), "conflict"));
            case RunFired e ->
                Optional.of(new RouteMatched(
                        e.runId(),
                        e.routeId(),
                        e.deliveryId(),
                        e.connectorId(),
                        e.workspaceId(),
                        e.onBusy(),
                        e.sessionId()));
            case AutomationErased e -> Optional.of(new WorkspaceAutomationErased(e.workspaceId()));
            case HoldEvent.HoldPlaced e ->
                Optional.of(new HoldPlaced(
                        e.holdId(),
                        e.terms().scope(),
                        e.terms().workspaceId(),
                        e.terms().teamId(),
                        e.terms().what(),
                        e.terms().until()));
            case HoldEvent.HoldLifted e -> Optional.of(new HoldLifted(e.holdId()));
            case HoldEvent.HoldErased e -> Optional.of(new HoldLifted(e.holdId()));
            case ScheduleEvent e -> ScheduleFacts.translate(e);
            default -> Optional.empty();
        };
    }
}
