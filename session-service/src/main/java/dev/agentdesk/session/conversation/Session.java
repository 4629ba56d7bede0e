package dev.agentdesk.session.conversation;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link SessionState} between the framework and the rules; holds no rule of its own. */
final class Session {

    @AggregateIdentifier
    private @Nullable String id;

    private SessionState state = SessionState.initial();

    Session() {}

    @CommandHandler(commandName = SessionCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<SessionEvent> handle(SessionCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(SessionEvent event) {
        id = event.sessionId();
        state = state.evolve(event);
    }
}
