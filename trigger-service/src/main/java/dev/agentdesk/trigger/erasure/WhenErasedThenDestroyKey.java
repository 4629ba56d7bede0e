package dev.agentdesk.trigger.erasure;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EraseDelivery;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryErased;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryExpired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDelayed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.hold.HoldEvent.HoldErased;
import dev.agentdesk.trigger.route.RouteEvent.RouteErased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleErased;
import org.springframework.stereotype.Component;

/**
 * Sees to it that what is erased loses its key, also where {@link AutomationErasure} died in between, and that a
 * delivery which was routed into a Workspace while that was being erased is erased after all.
 */
@Component
final class WhenErasedThenDestroyKey implements Process {

    private final Commands commands;
    private final Stamps stamps;
    private final Erasure erasure;
    private final EventLog log;

    WhenErasedThenDestroyKey(Commands commands, Stamps stamps, Erasure erasure, EventLog log) {
        this.commands = commands;
        this.stamps = stamps;
        this.erasure = erasure;
        this.log = log;
    }

    @Override
    public String name() {
        return "when-erased-then-destroy-key";
    }

    @Override
    public void on(Recorded recorded) {
        switch (recorded.event()) {
            case RouteErased e -> erasure.erase(e.routeId());
            case DeliveryExpired e -> erasure.erase(e.deliveryId());
            case DeliveryErased e -> erasure.erase(e.deliveryId());
            case HoldErased e -> erasure.erase(e.holdId());
            case ScheduleErased e -> erasure.erase(e.scheduleId());
            case RunDelayed e -> eraseIfLate(recorded, e.deliveryId(), e.workspaceId());
            case RunFired e -> eraseIfLate(recorded, e.deliveryId(), e.workspaceId());
            case RunFailed e -> eraseIfLate(recorded, e.deliveryId(), e.workspaceId());
            default -> {}
        }
    }

    /** The stream of a Workspace's automation begins with its erasure. */
    private void eraseIfLate(Recorded recorded, String deliveryId, String workspaceId) {
        if (log.lastSeq(workspaceId) > 0) {
            var stamp = stamps.following(recorded.event().stamp(), Actor.PLATFORM, "erase");
            commands.send(new EraseDelivery(stamp, deliveryId, workspaceId));
        }
    }
}
