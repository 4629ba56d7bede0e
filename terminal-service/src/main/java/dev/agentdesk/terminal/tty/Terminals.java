package dev.agentdesk.terminal.tty;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.execution.TerminalRun;
import dev.agentdesk.terminal.execution.TerminalRuns;
import dev.agentdesk.terminal.sandbox.Node;
import dev.agentdesk.terminal.tty.TerminalCommand.OpenTerminal;
import dev.agentdesk.terminal.tty.TerminalCommand.RecordLoss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Opens terminals and ends them.
 *
 * <p>Law: that a terminal is opened is on the disk before its program starts, and how it ended before any viewer is
 * told. A terminal runs at most once: a repeat finds the one that there is, and what a crash has cut off is lost.
 */
@Component
public class Terminals {

    private static final Logger LOG = LoggerFactory.getLogger(Terminals.class);

    /** Each holds threads and a few megabytes. */
    static final int MOST_RUNNING = 20;

    private final Commands commands;
    private final Stamps stamps;
    private final Environments environments;
    private final LiveTerminals live;
    private final TerminalStart start;
    private final TerminalRows rows;
    private final TerminalRuns runs;
    private final Node node;
    private final Clock clock;
    private final FaultPoints faults;

    Terminals(
            Commands commands,
            Stamps stamps,
            Environments environments,
            LiveTerminals live,
            TerminalStart start,
            TerminalRows rows,
            TerminalRuns runs,
            Node node,
            Clock clock,
            FaultPoints faults) {
        this.commands = commands;
        this.stamps = stamps;
        this.environments = environments;
        this.live = live;
        this.start = start;
        this.rows = rows;
        this.runs = runs;
        this.node = node;
        this.clock = clock;
        this.faults = faults;
    }

    /**
     * A terminal to be opened.
     *
     * @param command a command line for bash; an interactive shell if there is none
     * @param cwd a folder of the Workspace, relative to its root
     */
    record Wish(int columns, int rows, @Nullable String command, String cwd) {}

    /** @throws Rejection 409 if the Environment does not run, or runs too many */
    void open(String id, String workspaceId, Stamp stamp, Wish wish) {
        long generation = inEnvironment(workspaceId, running -> running.generation());
        loseThoseElsewhere(workspaceId);
        if (rows.find(id).isPresent()) {
            return;
        }
        if (rows.running(workspaceId) >= MOST_RUNNING) {
            throw new Rejection(
                    ProblemCode.CONFLICT, MOST_RUNNING + " terminals run in this workspace; end one of them first.");
        }
        var execution = Ids.derive("exe", stamp.at(), id);
        runs.begin(
                new TerminalRun(execution, workspaceId, id, stamp.actor()),
                wish.command() == null ? "bash" : wish.command(),
                wish.cwd(),
                stamp.at());
        var opened = commands.send(new OpenTerminal(
                stamp, id, workspaceId, generation, node.id(), wish.columns(), wish.rows(), execution));
        faults.at("terminal.before-start");
        if (!opened.isEmpty()) {
            startOrLose(id, workspaceId, stamp, wish);
        }
    }

    private void startOrLose(String id, String workspaceId, Stamp stamp, Wish wish) {
        try {
            inEnvironment(workspaceId, running -> {
                live.follow(id, workspaceId, stamp, start.in(running, id, wish));
                return true;
            });
        } catch (RuntimeException e) {
            lose(id, stamps.following(stamp, Actor.PLATFORM, "not-started"), "not-started");
            throw e;
        }
        faults.at("terminal.after-start");
    }

    private <T> T inEnvironment(String workspaceId, Environments.Start<T> work) {
        try {
            return environments.launch(workspaceId, work);
        } catch (IOException e) {
            throw new UncheckedIOException("a terminal could not be started", e);
        }
    }

    /** Ends its program and waits until that is recorded; nothing happens if it has ended. */
    void end(String id) {
        live.end(id, "closed");
    }

    Optional<LiveTerminal> running(String id) {
        return live.find(id);
    }

    /** Joins those who watch it; empty if it does not run here. */
    public Optional<Viewer> join(String id, Principal principal, boolean mayDrive) {
        return live.find(id).flatMap(terminal -> Optional.ofNullable(terminal.join(principal, mayDrive)));
    }

    public boolean isRunning(String id) {
        return live.find(id).isPresent();
    }

    /** Whether nobody more may watch it. */
    public boolean isFull(String id) {
        return live.find(id).map(LiveTerminal::isFull).orElse(false);
    }

    /** The Workspace of a terminal. */
    public Optional<String> workspace(String id) {
        return rows.find(id).map(TerminalRow::workspaceId);
    }

    /** What a former process of this node had started is gone, and nobody saw how. */
    void loseAllOfFormerRun() {
        var lost = rows.runningOn(node.id());
        lost.forEach(row -> lose(row.id(), stamps.ofPlatform(row.workspaceId(), row.id()), "crash"));
        if (!lost.isEmpty()) {
            LOG.warn("{} terminals were running when the service ended", lost.size());
        }
    }

    private void loseThoseElsewhere(String workspaceId) {
        rows.runningElsewhere(workspaceId, node.id())
                .forEach(row -> lose(row.id(), stamps.ofPlatform(workspaceId, row.id()), "crash"));
    }

    private void lose(String id, Stamp stamp, String reason) {
        commands.send(new RecordLoss(stamp, id, reason));
        runs.finish(id, null, null, 0, clock.instant());
    }
}
