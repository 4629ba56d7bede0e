package dev.agentdesk.trigger.hold;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link HoldState} between the framework and the rules; holds no rule of its own. */
final class Hold {

    @AggregateIdentifier
    private @Nullable String id;

    private HoldState state = HoldState.initial();

    Hold() {}

    @CommandHandler(commandName = HoldCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<HoldEvent> handle(HoldCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(HoldEvent event) {
        id = event.holdId();
        state = state.evolve(event);
    }
}
