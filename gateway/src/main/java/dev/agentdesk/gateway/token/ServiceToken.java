package dev.agentdesk.gateway.token;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link ServiceTokenState} between the framework and the rules; holds no rule of its own. */
final class ServiceToken {

    @AggregateIdentifier
    private @Nullable String id;

    private ServiceTokenState state = ServiceTokenState.initial();

    ServiceToken() {}

    @CommandHandler(commandName = ServiceTokenCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<ServiceTokenEvent> handle(ServiceTokenCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(ServiceTokenEvent event) {
        id = event.tokenId();
        state = state.evolve(event);
    }
}
