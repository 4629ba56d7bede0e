package dev.agentdesk.terminal.environment;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.access.Neighbour;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ConfirmReady;
import dev.agentdesk.terminal.environment.EnvironmentCommand.EraseEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ProvisionEnvironment;
import dev.agentdesk.terminal.environment.EnvironmentCommand.ReportFailure;
import dev.agentdesk.terminal.environment.EnvironmentCommand.StopEnvironment;
import dev.agentdesk.terminal.sandbox.Isolating;
import dev.agentdesk.terminal.sandbox.Isolating.Granted;
import dev.agentdesk.terminal.sandbox.Isolating.Insufficient;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import dev.agentdesk.terminal.sandbox.WorkspaceFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.springframework.stereotype.Component;

/**
 * Brings Environments into the state that was asked for, and says what is true of them.
 *
 * <p>Every operation may be repeated, by HTTP and by fact, in any order: generations decide. Starts and stops of one
 * Workspace exclude each other, and a command is started either before a stop, which then ends it, or not at all.
 */
@Component
public class Environments {

    private final Commands commands;
    private final Stamps stamps;
    private final EnvironmentRows rows;
    private final Ownership ownership;
    private final Neighbour neighbour;
    private final WorkspaceUsers users;
    private final Node node;
    private final TerminalProperties properties;
    private final List<Halted> listeners;
    private final Map<String, Running> running = new ConcurrentHashMap<>();
    private final Map<String, ReentrantReadWriteLock> locks = new ConcurrentHashMap<>();

    Environments(
            Commands commands,
            Stamps stamps,
            EnvironmentRows rows,
            Ownership ownership,
            Neighbour neighbour,
            WorkspaceUsers users,
            Node node,
            TerminalProperties properties,
            List<Halted> listeners) {
        this.commands = commands;
        this.stamps = stamps;
        this.rows = rows;
        this.ownership = ownership;
        this.neighbour = neighbour;
        this.users = users;
        this.node = node;
        this.properties = properties;
        this.listeners = List.copyOf(listeners);
    }

    public Optional<EnvironmentRow> find(String workspaceId) {
        return rows.find(workspaceId);
    }

    /** Starts that generation, unless a newer one is known; the answer is what is true now. */
    public EnvironmentRow start(String workspaceId, long generation, Stamp cause) {
        var lock = lock(workspaceId).writeLock();
        lock.lock();
        try {
            commands.send(new ProvisionEnvironment(cause, workspaceId, generation));
            var row = present(workspaceId);
            var current = running.get(workspaceId);
            boolean settled = row.status().equals("failed")
                    || current != null && current.generation() == generation && row.is("ready", generation);
            if (row.generation() == generation && !row.status().equals("stopped") && !settled) {
                provision(workspaceId, generation, cause);
            }
            return present(workspaceId);
        } finally {
            lock.unlock();
        }
    }

    /** Ends every process of the Workspace; the files stay. */
    public void stop(String workspaceId, long generation, Stamp cause) {
        var lock = lock(workspaceId).writeLock();
        lock.lock();
        try {
            var known = rows.find(workspaceId);
            if (known.isEmpty() || known.get().generation() <= generation) {
                halt(workspaceId);
                commands.send(new StopEnvironment(cause, workspaceId, generation));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something that is done with a running Environment. */
    @FunctionalInterface
    public interface Start<T> {

        T with(Running running) throws IOException;
    }

    /**
     * Starts something in a ready Environment; a stop waits until it is started, and then ends it.
     *
     * @throws Rejection 409 if the Environment is not ready
     */
    public <T> T launch(String workspaceId, Start<T> start) throws IOException {
        resume(workspaceId);
        var lock = lock(workspaceId).readLock();
        lock.lock();
        try {
            var current = running.get(workspaceId);
            if (current == null) {
                throw notRunning();
            }
            return start.with(current);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The folder of a Workspace that is known to exist, made if it was never started.
     *
     * @throws Rejection 404 if it was erased
     */
    public WorkspaceFolder folder(String workspaceId) throws IOException {
        var folder = node.folders().of(workspaceId);
        if (Files.isDirectory(folder.files())) {
            return folder;
        }
        var lock = lock(workspaceId).writeLock();
        lock.lock();
        try {
            if (rows.find(workspaceId)
                    .filter(row -> row.status().equals("erased"))
                    .isPresent()) {
                throw Rejection.notFound();
            }
            ownership.take(workspaceId);
            return node.folders().prepare(workspaceId, users.of(workspaceId));
        } finally {
            lock.unlock();
        }
    }

    /** Ends all processes and removes the folder, for good. */
    public void erase(String workspaceId, Stamp cause, Runnable alsoErase) {
        var lock = lock(workspaceId).writeLock();
        lock.lock();
        try {
            halt(workspaceId);
            alsoErase.run();
            node.folders().remove(workspaceId);
            ownership.forget(workspaceId);
            commands.send(new EraseEnvironment(cause, workspaceId));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of " + workspaceId + " can't be removed", e);
        } finally {
            lock.unlock();
        }
    }

    /** After a restart of this service a ready Environment is looked at again before anything runs in it. */
    private void resume(String workspaceId) {
        if (!running.containsKey(workspaceId)) {
            var row = rows.find(workspaceId)
                    .filter(r -> r.status().equals("ready"))
                    .orElseThrow(Environments::notRunning);
            start(workspaceId, row.generation(), stamps.ofPlatform(workspaceId, workspaceId));
        }
    }

    private void provision(String workspaceId, long generation, Stamp cause) {
        ownership.take(workspaceId);
        var configuration = neighbour.configuration(workspaceId);
        switch (Isolating.plan(node.host(), Wishes.demands(configuration))) {
            case Insufficient weak -> fail(workspaceId, generation, cause, weak);
            case Granted granted -> {
                try {
                    int user = users.of(workspaceId);
                    var folder = node.folders().prepare(workspaceId, user);
                    var limits = node.host().cgroups().limit(workspaceId, granted.limits());
                    var variables = Wishes.variables(configuration);
                    commands.send(new ConfirmReady(step(cause, "ready"), workspaceId, generation, granted.isolation()));
                    running.put(
                            workspaceId,
                            new Running(workspaceId, generation, folder, user, granted.network(), variables, limits));
                } catch (IOException e) {
                    throw new UncheckedIOException("the environment of " + workspaceId + " can't be made", e);
                }
            }
        }
    }

    private void fail(String workspaceId, long generation, Stamp cause, Insufficient weak) {
        halt(workspaceId);
        commands.send(new ReportFailure(
                step(cause, "failed"),
                workspaceId,
                generation,
                ProblemCode.ISOLATION_INSUFFICIENT.code(),
                weak.reason()));
    }

    private void halt(String workspaceId) {
        running.remove(workspaceId);
        listeners.forEach(listener -> listener.environment(workspaceId));
        ProcessTree.ofWorkspace(workspaceId).end(properties.grace());
        node.host().cgroups().remove(workspaceId);
    }

    private Stamp step(Stamp cause, String step) {
        return stamps.following(cause, Actor.PLATFORM, step);
    }

    private EnvironmentRow present(String workspaceId) {
        return rows.find(workspaceId).orElseThrow(Rejection::notFound);
    }

    private ReentrantReadWriteLock lock(String workspaceId) {
        return locks.computeIfAbsent(workspaceId, id -> new ReentrantReadWriteLock());
    }

    private static Rejection notRunning() {
        return new Rejection(ProblemCode.CONFLICT, "The environment of this workspace does not run.");
    }
}
