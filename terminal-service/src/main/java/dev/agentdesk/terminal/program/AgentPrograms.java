package dev.agentdesk.terminal.program;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.checkpoint.Checkpoints;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.environment.Running;
import dev.agentdesk.terminal.execution.Fence;
import dev.agentdesk.terminal.execution.Fenced;
import dev.agentdesk.terminal.sandbox.Launch;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.sandbox.ProcessTree;
import dev.agentdesk.terminal.sandbox.TerminalProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The agent programs of this node, at most one for each turn.
 *
 * <p>Law: a program belongs to the newest runner of its Session's turn, and to nobody else. It ends with its turn, with
 * its Environment, when a newer runner raises the fence without adopting it, and when nobody has asked for it in a long
 * time.
 */
@Component
public class AgentPrograms implements Fenced {

    /** Its runner asks every few seconds, or is gone. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

    /** It waits for a person; later it is cheaper to start another one that is told what happened. */
    private static final Duration LONGEST_PARKED = Duration.ofHours(1);

    private final Map<String, AgentProgram> programs = new ConcurrentHashMap<>();
    private final Environments environments;
    private final Fence fence;
    private final Checkpoints checkpoints;
    private final Node node;
    private final TerminalProperties properties;
    private final IdSource ids;
    private final Clock clock;
    private final FaultPoints faults;

    AgentPrograms(
            Environments environments,
            Fence fence,
            Checkpoints checkpoints,
            Node node,
            TerminalProperties properties,
            IdSource ids,
            Clock clock,
            FaultPoints faults) {
        this.environments = environments;
        this.fence = fence;
        this.checkpoints = checkpoints;
        this.node = node;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * Starts it anew: one that the same turn had is ended before.
     *
     * @return the folder that it finds itself in
     */
    String start(String workspaceId, ProgramStart start) {
        fence.raise(workspaceId, start.sessionId(), start.turnGeneration());
        sessionEnded(start.sessionId());
        try {
            return environments.launch(workspaceId, where -> {
                checkpoints.turnBegins(workspaceId, start.sessionId(), start.turnId());
                faults.at("program.before-start");
                programs.put(start.turnId(), launch(where, start));
                return node.launcher().sandbox().root(where.folder());
            });
        } catch (IOException e) {
            throw new UncheckedIOException("the agent program of " + start.turnId() + " can't be started", e);
        }
    }

    private AgentProgram launch(Running where, ProgramStart start) throws IOException {
        var id = ids.mint("exe");
        var variables = new HashMap<>(where.variables());
        if (start.variables() != null) {
            variables.putAll(start.variables());
        }
        var folder = where.folder().outputs().resolve(start.sessionId());
        var spool = Spool.in(folder, id + ".lines", properties.mostOutput().toBytes());
        var process = node.launcher()
                .startToTalkTo(
                        new Launch(
                                id,
                                where.workspaceId(),
                                where.folder(),
                                where.user(),
                                where.network(),
                                variables,
                                where.limits(),
                                List.copyOf(start.command())),
                        ProcessBuilder.Redirect.PIPE);
        var tree = ProcessTree.ofLaunch(id);
        return new AgentProgram(start, process, tree, spool, properties.grace(), clock.instant()).listen();
    }

    /** @throws Rejection 404 where there is none, {@code stale-generation} where it belongs to a newer runner */
    AgentProgram of(String turnId, long generation) {
        var program = programs.get(turnId);
        if (program == null) {
            throw Rejection.notFound();
        }
        if (program.generation() != generation) {
            throw new Rejection(ProblemCode.STALE_GENERATION, "A newer runner owns this turn.");
        }
        program.hear(clock.instant());
        return program;
    }

    void park(String turnId, long generation, String note) {
        of(turnId, generation).park(note, clock.instant());
    }

    /**
     * Makes it the caller's, if a runner before has left it.
     *
     * @return the note of that one
     * @throws Rejection 404 where nothing was left or it has ended meanwhile
     */
    String adopt(String workspaceId, String sessionId, String turnId, long generation) {
        fence.raise(workspaceId, sessionId, generation);
        var program = programs.get(turnId);
        var note = program == null ? null : program.adopt(generation, clock.instant());
        if (note == null) {
            end(it -> it.start().turnId().equals(turnId), Duration.ZERO);
            throw Rejection.notFound();
        }
        return note;
    }

    void end(String turnId, long generation, Duration patience) {
        end(it -> it.start().turnId().equals(turnId) && it.generation() <= generation, patience);
    }

    public void turnEnded(String turnId) {
        end(it -> it.start().turnId().equals(turnId), Duration.ZERO);
    }

    public void sessionEnded(String sessionId) {
        end(it -> it.start().sessionId().equals(sessionId), Duration.ZERO);
    }

    @Override
    public void older(String sessionId, long generation) {
        end(it -> it.start().sessionId().equals(sessionId) && it.generation() < generation, Duration.ZERO);
    }

    /** Ends those that nobody asks for any more. */
    void forget() {
        var now = clock.instant();
        end(
                it -> it.heard()
                        .plus(it.parked() ? LONGEST_PARKED : LONGEST_SILENCE)
                        .isBefore(now),
                Duration.ZERO);
    }

    private void end(Predicate<AgentProgram> which, Duration patience) {
        programs.values().stream().filter(which).toList().forEach(it -> {
            programs.remove(it.start().turnId(), it);
            it.end(patience);
        });
    }
}
