package dev.agentdesk.terminal.execution;

import dev.agentdesk.terminal.environment.Halted;
import dev.agentdesk.terminal.tool.Call.Stop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** The calls that this process is busy with; at most one per id. At shutdown all are stopped, before anything else. */
@Component
final class RunningTools implements SmartLifecycle, Halted {

    /** Bounds how long a fence or a stop waits for the tools that it has stopped. */
    private static final Duration UNTIL_STOPPED = Duration.ofSeconds(10);

    private record Key(String sessionId, String toolUseId) {}

    private record Tool(ToolRunner.Run run, CompletableFuture<ToolOutcome> outcome) {}

    private final Map<Key, Tool> tools = new ConcurrentHashMap<>();
    private volatile boolean open;

    /** Does it, or waits for the one that does it already. */
    ToolOutcome once(ToolRunner.Run run, Supplier<ToolOutcome> work) {
        var request = run.request();
        var mine = new Tool(run, new CompletableFuture<>());
        var key = new Key(request.sessionId(), request.toolUseId());
        var other = tools.putIfAbsent(key, mine);
        if (other != null) {
            return join(other, request);
        }
        try {
            var outcome = work.get();
            mine.outcome().complete(outcome);
            return outcome;
        } catch (RuntimeException e) {
            mine.outcome().completeExceptionally(e);
            throw e;
        } finally {
            tools.remove(key, mine);
        }
    }

    private static ToolOutcome join(Tool other, ToolRequest request) {
        Executions.refuseOther(other.run().request().digest(), request);
        if (other.run().request().turnGeneration() > request.turnGeneration()) {
            throw Executions.stale();
        }
        try {
            return other.outcome().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    /** Stops what older runners of the Session have started, and waits until it has ended. */
    void stopOlder(String sessionId, long generation) {
        stop(
                run -> run.request().sessionId().equals(sessionId)
                        && run.request().turnGeneration() < generation,
                Stop.FENCED);
    }

    void stopSession(String sessionId) {
        stop(run -> run.request().sessionId().equals(sessionId), Stop.CANCELLED);
    }

    /** For a Workspace that is erased. */
    void stopWorkspace(String workspaceId) {
        stop(run -> run.workspaceId().equals(workspaceId), Stop.SHUT_DOWN);
    }

    @Override
    public void environment(String workspaceId) {
        tools.values().stream()
                .map(Tool::run)
                .filter(run -> run.workspaceId().equals(workspaceId))
                .forEach(run -> run.call().stop(Stop.SHUT_DOWN));
    }

    /** Does not wait; answers how many there were. */
    int cancel(String workspaceId, String toolUseId) {
        var found = tools.values().stream()
                .map(Tool::run)
                .filter(run -> run.workspaceId().equals(workspaceId)
                        && run.request().toolUseId().equals(toolUseId))
                .toList();
        found.forEach(run -> run.call().stop(Stop.CANCELLED));
        return found.size();
    }

    private void stop(Predicate<ToolRunner.Run> which, Stop reason) {
        var chosen =
                tools.values().stream().filter(tool -> which.test(tool.run())).toList();
        chosen.forEach(tool -> tool.run().call().stop(reason));
        chosen.forEach(tool -> tool.outcome()
                .handle((outcome, failure) -> true)
                .completeOnTimeout(false, UNTIL_STOPPED.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        stop(run -> true, Stop.SHUT_DOWN);
    }

    @Override
    public boolean isRunning() {
        return open;
    }

    /** Stopped first: while the web server and the database still answer. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
