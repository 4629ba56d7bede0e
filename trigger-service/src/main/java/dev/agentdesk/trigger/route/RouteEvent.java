package dev.agentdesk.trigger.route;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;

/**
 * Everything that can have happened to a {@link Route}; private to this service. Names, paths, expressions and prompts
 * are sealed.
 */
public sealed interface RouteEvent extends DomainEvent {

    String routeId();

    @Override
    default String aggregateId() {
        return routeId();
    }

    record RouteCreated(Stamp stamp, String routeId, String connectorId, RouteSettings settings)
            implements RouteEvent {}

    record RouteRenamed(Stamp stamp, String routeId, String name) implements RouteEvent {}

    record RouteRedirected(Stamp stamp, String routeId, String workspaceId) implements RouteEvent {}

    /** @param path only webhooks that were sent to it; empty: all */
    record PathChosen(Stamp stamp, String routeId, String path) implements RouteEvent {}

    record FilterReplaced(Stamp stamp, String routeId, String filter) implements RouteEvent {}

    /** @param correlation gives the key under which runs share a Session; empty: each has its own */
    record CorrelationChosen(Stamp stamp, String routeId, String correlation) implements RouteEvent {}

    record PromptReplaced(Stamp stamp, String routeId, String prompt) implements RouteEvent {}

    record BusyPolicyChosen(Stamp stamp, String routeId, BusyPolicy onBusy) implements RouteEvent {}

    record PaceChosen(Stamp stamp, String routeId, Pace pace) implements RouteEvent {}

    record RouteEnabled(Stamp stamp, String routeId) implements RouteEvent {}

    record RouteDisabled(Stamp stamp, String routeId) implements RouteEvent {}

    record RouteDeleted(Stamp stamp, String routeId) implements RouteEvent {}

    record RouteErased(Stamp stamp, String routeId) implements RouteEvent {}

    /** Stands where a sealed event was whose key is destroyed. */
    record Erased(Stamp stamp, String routeId, String was) implements RouteEvent {}
}
