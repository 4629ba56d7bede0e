package dev.agentdesk.terminal.sandbox;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final Sandbox sandbox;
    private final String installation;
    private final @Nullable Path filter;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("launcher").daemon().factory());

    public Launcher(Sandbox sandbox, String installation, @Nullable Path filter) {
        this.sandbox = sandbox;
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
        return onThread(builder);
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
        line.addAll(sandbox.commandLine(launch));
        return line;
    }

    private Process onThread(ProcessBuilder builder) throws IOException {
        try {
            return thread.submit(builder::start).get();
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
