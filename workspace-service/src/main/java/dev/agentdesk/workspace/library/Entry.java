package dev.agentdesk.workspace.library;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link EntryState} between the framework and the rules; holds no rule of its own. */
final class Entry {

    @AggregateIdentifier
    private @Nullable String id;

    private EntryState state = EntryState.initial();

    Entry() {}

    @CommandHandler(commandName = EntryCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<EntryEvent> handle(EntryCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(EntryEvent event) {
        id = event.entryId();
        state = state.evolve(event);
    }
}
