package dev.agentdesk.kit.command;

import dev.agentdesk.kit.event.DomainEvent;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** {@link Commands} on Axon's command bus; the one place where a conflict is decided again. */
public final class AxonCommands implements Commands {

    /** A stream that still conflicts after this many tries is written to by too many at once. */
    private static final int MOST_ATTEMPTS = 5;

    private final CommandBus bus;
    private final Map<Class<? extends Command>, String> names;

    /** @param names sealed command interface → the name under which its commands travel */
    public AxonCommands(CommandBus bus, Map<Class<? extends Command>, String> names) {
        this.bus = bus;
        this.names = Map.copyOf(names);
    }

    @Override
    public List<DomainEvent> send(Command command) {
        refuseOuterTransaction();
        for (int attempt = 1; ; attempt++) {
            try {
                return dispatch(command);
            } catch (ConcurrencyException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** A rollback outside would take back what was answered as committed. */
    private static void refuseOuterTransaction() {
        if (CurrentUnitOfWork.isStarted() || TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a command must not run inside another transaction or unit of work");
        }
    }

    @SuppressWarnings("unchecked")
    private List<DomainEvent> dispatch(Command command) {
        var message =
                new GenericCommandMessage<>(new GenericMessage<>(command, MetaData.emptyInstance()), name(command));
        var answer = new FutureCallback<Command, Object>();
        bus.dispatch(message, answer);
        var result = answer.getResult();
        if (result.isExceptional()) {
            throw unwrapped(result.exceptionResult());
        }
        return result.getPayload() instanceof List<?> events ? List.copyOf((List<DomainEvent>) events) : List.of();
    }

    private String name(Command command) {
        return names.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(command))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "no aggregate takes " + command.getClass().getName()));
    }

    private static RuntimeException unwrapped(Throwable failure) {
        var cause = failure instanceof CommandExecutionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }
}
