package dev.agentdesk.terminal.tool;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.sandbox.Launch;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Commands that go on after the call that started them. They end with their Environment, and with this service; what
 * they print last is kept until then.
 */
@Component
class Jobs {

    /** Each is a process tree. */
    private static final int MOST_RUNNING = 20;

    /** Ended ones are kept to be looked at. */
    private static final int MOST_KEPT = 100;

    private record Owned(Running where, Job job) {

        boolean isOf(Running current) {
            return where.workspaceId().equals(current.workspaceId()) && where.generation() == current.generation();
        }
    }

    private final Node node;
    private final IdSource ids;
    private final Duration grace;
    private final Map<String, Owned> jobs = new ConcurrentHashMap<>();

    Jobs(Node node, IdSource ids, TerminalProperties properties) {
        this.node = node;
        this.ids = ids;
        this.grace = properties.grace();
    }

    synchronized Job start(Running where, List<String> program) throws IOException, ToolFailure {
        makeRoom(where);
        var id = ids.mint("exe");
        var process = node.launcher()
                .start(new Launch(
                        id,
                        where.workspaceId(),
                        where.folder(),
                        where.user(),
                        where.network(),
                        where.variables(),
                        where.limits(),
                        program));
        var job = new Job(id, process, ProcessTree.ofLaunch(id), grace);
        jobs.put(id, new Owned(where, job));
        return job;
    }

    Optional<Job> find(Running where, String id) {
        return Optional.ofNullable(jobs.get(id)).filter(it -> it.isOf(where)).map(Owned::job);
    }

    private void makeRoom(Running where) throws ToolFailure {
        jobs.values().removeIf(it -> it.where().workspaceId().equals(where.workspaceId()) && !it.isOf(where));
        var mine = jobs.values().stream()
                .filter(it -> it.isOf(where))
                .map(Owned::job)
                .toList();
        if (mine.stream().filter(Job::isRunning).count() >= MOST_RUNNING) {
            throw new ToolFailure("There are " + MOST_RUNNING + " jobs running already; stop one.");
        }
        mine.stream()
                .filter(it -> !it.isRunning())
                .sorted(Comparator.comparing(Job::id).reversed())
                .skip(MOST_KEPT - 1)
                .forEach(it -> jobs.remove(it.id()));
    }
}
