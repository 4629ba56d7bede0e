package dev.agentdesk.session.automation;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link RunState} between the framework and the rules; holds no rule of its own. */
final class Run {

    @AggregateIdentifier
    private @Nullable String id;

    private RunState state = RunState.UNKNOWN;

    Run() {}

    @CommandHandler(commandName = RunCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<RunEvent> handle(RunCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(RunEvent event) {
        id = event.runId();
        state = state.evolve(event);
    }
}
