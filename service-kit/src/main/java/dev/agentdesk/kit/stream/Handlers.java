package dev.agentdesk.kit.stream;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Messages;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.axonframework.eventhandling.EventMessageHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts read models and processes behind the framework's handler interface. */
public final class Handlers {

    private Handlers() {}

    /** Runs in the batch's transaction, together with the token. */
    public static EventMessageHandler of(ReadModel model, JdbcClient db) {
        return message -> {
            model.apply(Messages.recorded(message), db);
            return null;
        };
    }

    /** Runs outside of the batch's transaction and unit of work, so that it may send commands. */
    public static EventMessageHandler of(Process process) {
        return message -> {
            outside(() -> process.on(Messages.recorded(message)), process.name());
            return null;
        };
    }

    private static void outside(Runnable work, String name) throws Exception {
        var task = new FutureTask<Void>(work, null);
        Thread.ofVirtual().name(name).start(task);
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
