package dev.agentdesk.terminal.sandbox;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Starts commands in a sandbox, all from one thread.
 *
 * <p>The kernel ends a child whose parent <em>thread</em> ends; a pooled thread that goes would take running commands
 * with it. The environment of a command is built from empty. Close it last: with its thread the commands go.
 */
public final class Launcher implements AutoCloseable {

    /** Carries the Workspace's id in the environment of each of its processes. */
    static final String WORKSPACE = "AGENTDESK_WORKSPACE";

    /** Carries the id of the installation, so that only own orphans are swept. */
    static final String INSTALLATION = "AGENTDESK_INSTALLATION";

    /** Carries the id of the launch. */
    static final String LAUNCH = "AGENTDESK_LAUNCH";

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    /** Joins the cgroups and opens the filter as descriptor 3, then becomes the command. */
    private static final String PRELUDE = """
            filter="$1"; groups="$2"; shift 2
            for group in $groups; do echo $$ > "$group" || exit 126; done
            if [ -n "$filter" ]; then exec "$@" 3<"$filter"; fi
            exec "$@\"""";

    /** As {@link #PRELUDE}; before, the terminal is given to the user who will open it by name. */
    private static final String TERMINAL_PRELUDE = """
            filter="$1"; groups="$2"; owner="$3"; shift 3
            if [ -n "$owner" ]; then chown "$owner" /proc/self/fd/0 || exit 126; fi
            for group in $groups; do echo $$ > "$group" || exit 126; done
            if [ -n "$filter" ]; then exec "$@" 3<"$filter"; fi
            exec "$@\"""";

    private final Sandbox sandbox;
    private final String installation;
    private final @Nullable Path filter;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("launcher").daemon().factory());

    private final boolean users;

    /** @param users whether commands run as the user of their Workspace */
    public Launcher(Sandbox sandbox, String installation, @Nullable Path filter, boolean users) {
        this.sandbox = sandbox;
        this.users = users;
        this.installation = installation;
        this.filter = filter;
    }

    public Sandbox sandbox() {
        return sandbox;
    }

    /** Starts it; what it prints, on both channels, comes out of the process's one stream. */
    public Process start(Launch launch) throws IOException {
        var builder = new ProcessBuilder(line(launch));
        builder.directory(launch.folder().files().toFile());
        builder.redirectErrorStream(true);
        builder.redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment(launch));
        return onThread(builder::start);
    }

    /** Starts it to be talked to over its standard input and output; says where its third channel goes. */
    public Process startToTalkTo(Launch launch, ProcessBuilder.Redirect errors) throws IOException {
        var builder = new ProcessBuilder(line(launch));
        builder.directory(launch.folder().files().toFile());
        builder.redirectError(errors);
        builder.environment().clear();
        builder.environment().putAll(environment(launch));
        return onThread(builder::start);
    }

    /** Starts it on a new terminal of that size, as the leader of its session. */
    public PtyProcess startOnTerminal(Launch launch, int columns, int rows) throws IOException {
        var environment = environment(launch);
        environment.put("TERM", "xterm-256color");
        environment.put("COLORTERM", "truecolor");
        var builder = new PtyProcessBuilder(terminalLine(launch).toArray(String[]::new))
                .setDirectory(launch.folder().files().toString())
                .setEnvironment(environment)
                .setInitialColumns(columns)
                .setInitialRows(rows);
        return onThread(builder::start);
    }

    private Map<String, String> environment(Launch launch) {
        var environment = new HashMap<String, String>();
        environment.put("LANG", "C.UTF-8");
        environment.put("TERM", "dumb");
        environment.putAll(launch.variables());
        environment.putIfAbsent("PATH", PATH);
        environment.put("HOME", sandbox.home(launch.folder()));
        environment.put(WORKSPACE, launch.workspaceId());
        environment.put(INSTALLATION, installation);
        environment.put(LAUNCH, launch.id());
        return environment;
    }

    private List<String> line(Launch launch) {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", PRELUDE, "launch"));
        line.add(filter == null ? "" : filter.toString());
        line.add(String.join(" ", launch.limits()));
        line.addAll(sandbox.commandLine(launch, false));
        return line;
    }

    private List<String> terminalLine(Launch launch) {
        var line = new ArrayList<>(List.of("/bin/sh", "-c", TERMINAL_PRELUDE, "launch"));
        line.add(filter == null ? "" : filter.toString());
        line.add(String.join(" ", launch.limits()));
        line.add(users ? Integer.toString(launch.user()) : "");
        line.addAll(sandbox.commandLine(launch, true));
        return line;
    }

    private <P extends Process> P onThread(Callable<P> start) throws IOException {
        try {
            return thread.submit(start).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a command was being started", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            throw new UncheckedIOException(new IOException(e.getCause()));
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
