package dev.agentdesk.terminal.execution;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.checkpoint.Checkpoints;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import dev.agentdesk.terminal.tool.Call;
import dev.agentdesk.terminal.tool.Call.Stop;
import dev.agentdesk.terminal.tool.Tool;
import dev.agentdesk.terminal.writer.Author;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Runs tools, each call at most once.
 *
 * <p>Law: that a tool starts is on the disk before it starts, and how it ended is on the disk before anybody is told. A
 * call that is known is answered with what is known, a call that runs is waited for. A call that had started and was
 * not seen to end is never started again. A call of an older turn generation than the Session has seen is refused.
 */
@Component
class Executions {

    /** A runner that takes over looks for the calls of one turn, and those are the newest. */
    private static final int MOST_KNOWN = 200;

    private final ExecutionRows rows;
    private final Environments environments;
    private final ToolRunner runner;
    private final RunningTools running;
    private final Node node;
    private final TerminalProperties properties;
    private final Clock clock;
    private final IdSource ids;
    private final FaultPoints faults;
    private final Checkpoints checkpoints;
    private final List<Fenced> fenced;
    private final Map<String, Tool> tools;

    Executions(
            ExecutionRows rows,
            Environments environments,
            ToolRunner runner,
            RunningTools running,
            Node node,
            TerminalProperties properties,
            Clock clock,
            IdSource ids,
            FaultPoints faults,
            Checkpoints checkpoints,
            List<Fenced> fenced,
            List<Tool> tools) {
        this.rows = rows;
        this.environments = environments;
        this.runner = runner;
        this.running = running;
        this.node = node;
        this.properties = properties;
        this.clock = clock;
        this.ids = ids;
        this.faults = faults;
        this.checkpoints = checkpoints;
        this.fenced = List.copyOf(fenced);
        this.tools = tools.stream()
                .collect(Collectors.toMap(Tool::name, Function.identity(), (one, two) -> one, TreeMap::new));
    }

    /** Answers when the tool has ended. */
    ToolOutcome run(String workspaceId, ToolRequest request) {
        var tool = tools.get(request.tool());
        if (tool == null) {
            throw InvalidRequest.at("/tool", "unknown", "There is no such tool; known: " + tools.keySet() + ".");
        }
        var id = ids.mint("exe");
        var folder = node.folders().of(workspaceId).outputs().resolve(request.sessionId());
        var output = new OutputSink(folder, id, properties.mostOutput().toBytes());
        var call = new Call(id, output, new Author(request.by(), request.sessionId()));
        output.whenFull(() -> call.stop(Stop.OUTPUT_LIMIT));
        var run = new ToolRunner.Run(workspaceId, request, tool, call, output);
        return running.once(run, () -> known(request).orElseGet(() -> fresh(run)));
    }

    private Optional<ToolOutcome> known(ToolRequest request) {
        if (rows.fence(request.sessionId()) > request.turnGeneration()) {
            throw stale();
        }
        return rows.find(request.sessionId(), request.toolUseId()).map(known -> {
            refuseOther(known.inputSha256(), request);
            if (!known.finished()) {
                rows.interrupt(known.id());
                return ToolOutcome.interrupted(request.toolUseId(), known.generation());
            }
            return known.outcome();
        });
    }

    private ToolOutcome fresh(ToolRunner.Run run) {
        var request = run.request();
        requireReady(run.workspaceId());
        if (request.turnId() != null) {
            checkpoints.turnBegins(run.workspaceId(), request.sessionId(), request.turnId());
        }
        var id = run.call().id();
        var description = run.tool().describe(request.input());
        if (!rows.begin(id, run.workspaceId(), request, description, clock.instant())) {
            return known(request).orElseThrow(Executions::stale);
        }
        running.stopOlder(request.sessionId(), request.turnGeneration());
        try {
            faults.at("tool.before-start");
            var outcome = runner.run(run);
            faults.at("tool.before-finish");
            rows.finish(id, request.sessionId(), outcome);
            faults.at("tool.after-finish");
            return outcome;
        } catch (RuntimeException e) {
            rows.interrupt(id);
            throw e;
        }
    }

    private void requireReady(String workspaceId) {
        try {
            environments.launch(workspaceId, where -> where);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * No call of an older generation starts after this, and none is running any more.
     *
     * @return the finished calls that are asked for; the newest of the Session, if none is named
     */
    List<ToolOutcome> fence(String workspaceId, String sessionId, long generation, List<String> toolUseIds) {
        if (rows.raise(sessionId, workspaceId, generation) > generation) {
            throw stale();
        }
        running.stopOlder(sessionId, generation);
        fenced.forEach(it -> it.older(sessionId, generation));
        return toolUseIds.isEmpty()
                ? rows.finished(sessionId, MOST_KNOWN)
                : toolUseIds.stream()
                        .map(use -> rows.find(sessionId, use))
                        .flatMap(Optional::stream)
                        .filter(ExecutionRows.Known::finished)
                        .map(ExecutionRows.Known::outcome)
                        .toList();
    }

    /** @throws Rejection 404 if no such call runs */
    void cancel(String workspaceId, String toolUseId) {
        if (running.cancel(workspaceId, toolUseId) == 0) {
            throw Rejection.notFound();
        }
    }

    static void refuseOther(String inputSha256, ToolRequest request) {
        if (!inputSha256.equals(request.digest())) {
            throw new Rejection(ProblemCode.ID_REUSED, "This tool_use_id was used for another input.");
        }
    }

    static Rejection stale() {
        return new Rejection(ProblemCode.STALE_GENERATION, "A newer runner owns this turn.");
    }
}
