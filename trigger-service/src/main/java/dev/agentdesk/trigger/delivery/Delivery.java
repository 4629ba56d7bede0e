package dev.agentdesk.trigger.delivery;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link DeliveryState} between the framework and the rules; holds no rule of its own. */
final class Delivery {

    @AggregateIdentifier
    private @Nullable String id;

    private DeliveryState state = DeliveryState.initial();

    Delivery() {}

    @CommandHandler(commandName = DeliveryCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<DeliveryEvent> handle(DeliveryCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(DeliveryEvent event) {
        id = event.deliveryId();
        state = state.evolve(event);
    }
}
