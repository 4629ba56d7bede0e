package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import org.jspecify.annotations.Nullable;

/** Everything a caller may ask of a {@link Route}. */
public sealed interface RouteCommand extends Command {

    /** The name under which these commands travel. */
    String NAME = "route";

    Stamp stamp();

    String routeId();

    @Override
    default String aggregateId() {
        return routeId();
    }

    record CreateRoute(Stamp stamp, String routeId, String connectorId, RouteSettings settings)
            implements RouteCommand {}

    /** @param expectedVersion the version that the caller has seen; null to overwrite whatever is there */
    record EditRoute(Stamp stamp, String routeId, @Nullable Long expectedVersion, RouteChange change)
            implements RouteCommand {}

    record DeleteRoute(
            Stamp stamp, String routeId, @Nullable Long expectedVersion) implements RouteCommand {}

    /** Its Workspace is erased: the route is gone for good; its content goes with its key. */
    record EraseRoute(Stamp stamp, String routeId) implements RouteCommand {}
}
