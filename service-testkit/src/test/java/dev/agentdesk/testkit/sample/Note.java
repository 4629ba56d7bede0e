package dev.agentdesk.testkit.sample;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

final class Note {

    @AggregateIdentifier
    private @Nullable String id;

    private NoteState state = NoteState.initial();

    Note() {}

    @CommandHandler(commandName = NoteCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<NoteEvent> handle(NoteCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(NoteEvent event) {
        id = event.noteId();
        state = state.evolve(event);
    }
}
