package dev.agentdesk.session.erasure;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@link FarewellState} between the framework and the rules: what this service says when a Workspace is gone.
 */
final class Farewell {

    @AggregateIdentifier
    private @Nullable String id;

    private FarewellState state = FarewellState.ALIVE;

    Farewell() {}

    @CommandHandler(commandName = FarewellCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<FarewellEvent> handle(FarewellCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(FarewellEvent event) {
        id = event.workspaceId();
        state = state.evolve(event);
    }
}
