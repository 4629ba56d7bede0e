package dev.agentdesk.gateway.account;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link AccountState} between the framework and the rules; holds no rule of its own. */
final class Account {

    @AggregateIdentifier
    private @Nullable String id;

    private AccountState state = AccountState.initial();

    Account() {}

    @CommandHandler(commandName = AccountCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<AccountEvent> handle(AccountCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(AccountEvent event) {
        id = event.accountId();
        state = state.evolve(event);
    }
}
