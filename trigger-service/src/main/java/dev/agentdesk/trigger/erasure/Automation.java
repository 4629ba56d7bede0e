package dev.agentdesk.trigger.erasure;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link AutomationState} between the framework and the rules; holds no rule of its own. */
final class Automation {

    @AggregateIdentifier
    private @Nullable String id;

    private AutomationState state = AutomationState.initial();

    Automation() {}

    @CommandHandler(commandName = AutomationCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<AutomationEvent> handle(AutomationCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(AutomationEvent event) {
        id = event.workspaceId();
        state = state.evolve(event);
    }
}
