package dev.agentdesk.trigger.connector;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link ConnectorState} between the framework and the rules; holds no rule of its own. */
final class Connector {

    @AggregateIdentifier
    private @Nullable String id;

    private ConnectorState state = ConnectorState.initial();

    Connector() {}

    @CommandHandler(commandName = ConnectorCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<ConnectorEvent> handle(ConnectorCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(ConnectorEvent event) {
        id = event.connectorId();
        state = state.evolve(event);
    }
}
