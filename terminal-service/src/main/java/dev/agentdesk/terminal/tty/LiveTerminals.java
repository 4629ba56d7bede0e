package dev.agentdesk.terminal.tty;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.terminal.environment.Halted;
import dev.agentdesk.terminal.execution.TerminalRuns;
import dev.agentdesk.terminal.sandbox.Signals;
import dev.agentdesk.terminal.tty.TerminalCommand.RecordExit;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The terminals that run in this process, each read by a thread of its own until its program ends. They end with their
 * Environment, and with this process: viewers are then told to come back.
 */
@Component
final class LiveTerminals implements Halted, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(LiveTerminals.class);

    /** Close code for viewers of a service that restarts. */
    private static final int RESTART = 1012;

    /** The last output is in the pipe when the last process is gone; more than this means that one escaped. */
    private static final Duration DRAIN = Duration.ofSeconds(3);

    private static final Duration UNTIL_RECORDED = Duration.ofSeconds(10);

    private static final int CHUNK = 64 * 1024;

    private final Commands commands;
    private final Stamps stamps;
    private final TerminalRuns runs;
    private final Clock clock;
    private final Map<String, Entry> running = new ConcurrentHashMap<>();
    private volatile boolean open;

    LiveTerminals(Commands commands, Stamps stamps, TerminalRuns runs, Clock clock) {
        this.commands = commands;
        this.stamps = stamps;
        this.runs = runs;
        this.clock = clock;
    }

    private static final class Entry {

        final String workspaceId;
        final LiveTerminal terminal;
        final CompletableFuture<Boolean> recorded = new CompletableFuture<>();
        volatile String cause = "ended";

        Entry(String workspaceId, LiveTerminal terminal) {
            this.workspaceId = workspaceId;
            this.terminal = terminal;
        }
    }

    Optional<LiveTerminal> find(String id) {
        return Optional.ofNullable(running.get(id)).map(entry -> entry.terminal);
    }

    /** From now on until its program has ended and that is recorded. */
    void follow(String id, String workspaceId, Stamp opened, LiveTerminal terminal) {
        var entry = new Entry(workspaceId, terminal);
        running.put(id, entry);
        terminal.pty().start(id);
        var reader = Thread.ofPlatform().name("output-" + id).daemon().start(() -> read(terminal));
        Thread.ofVirtual().name("terminal-" + id).start(() -> await(id, entry, reader, opened));
    }

    private static void read(LiveTerminal terminal) {
        var buffer = new byte[CHUNK];
        try (var in = terminal.pty().output()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                terminal.output(buffer, n);
            }
        } catch (IOException gone) {
            LOG.debug("a terminal has no more output", gone);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void await(String id, Entry entry, Thread reader, Stamp opened) {
        try {
            int code = entry.terminal.pty().await();
            if (!reader.join(DRAIN)) {
                entry.terminal.pty().close();
            }
            var signal = Signals.behind(code);
            long bytes = entry.terminal.now().bytes();
            var stamp = stamps.following(opened, Actor.PLATFORM, "exited");
            commands.send(new RecordExit(stamp, id, code, signal, entry.cause, bytes));
            runs.finish(id, code, signal, bytes, clock.instant());
            entry.terminal.exited(code, signal, entry.cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the end of terminal {} could not be recorded; it will be found lost at the next start", id, e);
            entry.terminal.exited(null, null, "crash");
        } finally {
            entry.terminal.pty().close();
            running.remove(id, entry);
            entry.recorded.complete(true);
        }
    }

    void end(String id, String cause) {
        var entry = running.get(id);
        if (entry != null) {
            entry.cause = cause;
            entry.terminal.pty().end();
            join(List.of(entry));
        }
    }

    @Override
    public void environment(String workspaceId) {
        running.values().stream()
                .filter(entry -> entry.workspaceId.equals(workspaceId))
                .forEach(entry -> {
                    entry.cause = "environment-stopped";
                    Thread.ofVirtual().start(() -> entry.terminal.pty().end());
                });
    }

    private static void join(List<Entry> entries) {
        entries.forEach(entry -> entry.recorded
                .completeOnTimeout(false, UNTIL_RECORDED.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    @Override
    public void start() {
        open = true;
    }

    @Override
    public void stop() {
        open = false;
        var all = List.copyOf(running.values());
        for (Entry entry : all) {
            entry.cause = "shut-down";
            entry.terminal.viewers().forEach(viewer -> viewer.close(RESTART, "restart"));
            Thread.ofVirtual().start(() -> entry.terminal.pty().end());
        }
        join(all);
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
