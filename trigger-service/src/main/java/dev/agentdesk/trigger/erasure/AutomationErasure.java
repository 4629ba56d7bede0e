package dev.agentdesk.trigger.erasure;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.trigger.access.AccessRows;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EraseDelivery;
import dev.agentdesk.trigger.erasure.AutomationCommand.ConfirmErasure;
import dev.agentdesk.trigger.hold.HoldCommand.EraseHold;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.route.RouteCommand.EraseRoute;
import dev.agentdesk.trigger.route.Routes;
import dev.agentdesk.trigger.run.Runs;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EraseSchedule;
import dev.agentdesk.trigger.schedule.Schedules;
import org.springframework.stereotype.Component;

/**
 * Removes the content that automation holds of one Workspace: its routes and schedules, and every delivery of which a
 * run went into it, also where other Workspaces got the same delivery.
 *
 * <p>May be repeated and may die anywhere: it says that it is done only at the end, and
 * {@link WhenErasedThenDestroyKey} finishes what it began. Each stream first learns that it is erased and then loses
 * its key, so nothing is ever sealed with a key that is gone.
 */
@Component
public class AutomationErasure {

    private final Commands commands;
    private final Stamps stamps;
    private final Erasure erasure;
    private final Routes routes;
    private final Schedules schedules;
    private final Holds holds;
    private final Runs runs;
    private final AccessRows access;

    AutomationErasure(
            Commands commands,
            Stamps stamps,
            Erasure erasure,
            Routes routes,
            Schedules schedules,
            Holds holds,
            Runs runs,
            AccessRows access) {
        this.commands = commands;
        this.stamps = stamps;
        this.erasure = erasure;
        this.routes = routes;
        this.schedules = schedules;
        this.holds = holds;
        this.runs = runs;
        this.access = access;
    }

    /** @param cause the fact that asked for it */
    public void erase(String workspaceId, Stamp cause) {
        for (var route : routes.into(workspaceId)) {
            commands.send(new EraseRoute(stamp(cause, workspaceId, route), route));
            erasure.erase(route);
        }
        for (var schedule : schedules.of(workspaceId)) {
            commands.send(new EraseSchedule(stamp(cause, workspaceId, schedule), schedule));
            erasure.erase(schedule);
        }
        for (var hold : holds.of(workspaceId)) {
            commands.send(new EraseHold(stamp(cause, workspaceId, hold), hold));
            erasure.erase(hold);
        }
        for (var delivery : runs.deliveriesInto(workspaceId)) {
            commands.send(new EraseDelivery(stamp(cause, workspaceId, delivery), delivery, workspaceId));
            erasure.erase(delivery);
        }
        access.forget(workspaceId);
        commands.send(new ConfirmErasure(stamp(cause, workspaceId, "confirm"), workspaceId));
    }

    private Stamp stamp(Stamp cause, String workspaceId, String step) {
        return stamps.following(cause, Actor.PLATFORM, "erase-" + step).within(workspaceId);
    }
}
