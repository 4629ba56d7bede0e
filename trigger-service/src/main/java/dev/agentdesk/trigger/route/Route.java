package dev.agentdesk.trigger.route;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link RouteState} between the framework and the rules; holds no rule of its own. */
final class Route {

    @AggregateIdentifier
    private @Nullable String id;

    private RouteState state = RouteState.initial();

    Route() {}

    @CommandHandler(commandName = RouteCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<RouteEvent> handle(RouteCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(RouteEvent event) {
        id = event.routeId();
        state = state.evolve(event);
    }
}
