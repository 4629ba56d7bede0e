package dev.agentdesk.trigger.subscription;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link SubscriptionState} between the framework and the rules; holds no rule of its own. */
final class Subscription {

    @AggregateIdentifier
    private @Nullable String id;

    private SubscriptionState state = SubscriptionState.initial();

    Subscription() {}

    @CommandHandler(commandName = SubscriptionCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<SubscriptionEvent> handle(SubscriptionCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(SubscriptionEvent event) {
        id = event.subscriptionId();
        state = state.evolve(event);
    }
}
