package dev.agentdesk.terminal.tty;

import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Carries {@link TerminalState} between the framework and the rules. */
final class Terminal {

    @AggregateIdentifier
    private @Nullable String id;

    private TerminalState state = TerminalState.initial();

    Terminal() {}

    @CommandHandler(commandName = TerminalCommand.NAME)
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    List<TerminalEvent> handle(TerminalCommand command) {
        var decided = state.decide(command);
        decided.forEach(AggregateLifecycle::apply);
        return decided;
    }

    @EventSourcingHandler
    void on(TerminalEvent event) {
        id = event.terminalId();
        state = state.evolve(event);
    }
}
