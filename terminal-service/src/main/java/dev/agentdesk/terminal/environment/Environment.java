package dev.agentdesk.terminal.environment;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Carries {@link EnvironmentState} between the framework and the rules; one per Workspace, under the Workspace's id.
 */
final class Environment {

    @AggregateIdentifier
    private @Nullable String id;

    private EnvironmentState state = EnvironmentState.initial();

    Environment() {}

    @CommandHandler(commandName = EnvironmentCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<EnvironmentEvent> handle(EnvironmentCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(EnvironmentEvent event) {
        id = event.workspaceId();
        state = state.evolve(event);
    }
}
