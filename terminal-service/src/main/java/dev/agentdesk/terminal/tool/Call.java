package dev.agentdesk.terminal.tool;

import dev.agentdesk.terminal.writer.Author;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One running tool from the outside: where its output goes, and whether somebody has stopped it. Thread-safe. */
public final class Call {

    /** Why a tool was stopped; the first reason stays. */
    public enum Stop {
        TIMEOUT,
        CANCELLED,
        OUTPUT_LIMIT,
        /** A newer runner owns the Session's turn. */
        FENCED,
        /** The Environment or this service was stopped. */
        SHUT_DOWN
    }

    private final String id;
    private final OutputStream output;
    private final Author author;
    private final List<Runnable> whenStopped = new ArrayList<>();
    private @Nullable Stop stop;

    public Call(String id, OutputStream output, Author author) {
        this.id = id;
        this.output = output;
        this.author = author;
    }

    /** The execution's id; also marks its processes. */
    public String id() {
        return id;
    }

    /** On whose behalf it runs. */
    Author author() {
        return author;
    }

    public OutputStream output() {
        return output;
    }

    public synchronized @Nullable Stop stopped() {
        return stop;
    }

    /** Stops it; harmless to repeat. */
    public void stop(Stop reason) {
        List<Runnable> actions;
        synchronized (this) {
            if (stop != null) {
                return;
            }
            stop = reason;
            actions = List.copyOf(whenStopped);
        }
        actions.forEach(Runnable::run);
    }

    /** Runs the action when it is stopped, at once if it was. */
    public void whenStopped(Runnable action) {
        synchronized (this) {
            if (stop == null) {
                whenStopped.add(action);
                return;
            }
        }
        action.run();
    }

    /** For tools that work through many files. */
    void goOn() throws ToolFailure {
        if (stopped() != null) {
            throw new ToolFailure("Stopped before it was through.");
        }
    }
}
