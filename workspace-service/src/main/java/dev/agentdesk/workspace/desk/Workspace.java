package dev.agentdesk.workspace.desk;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link WorkspaceState} between the framework and the rules; holds no rule of its own. */
final class Workspace {

    @AggregateIdentifier
    private @Nullable String id;

    private WorkspaceState state = WorkspaceState.initial();

    Workspace() {}

    @CommandHandler(commandName = WorkspaceCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<WorkspaceEvent> handle(WorkspaceCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(WorkspaceEvent event) {
        id = event.workspaceId();
        state = state.evolve(event);
    }
}
