package dev.agentdesk.terminal.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All processes that carry a mark in their environment, however they were started and whoever their parent is now.
 *
 * <p>A process that has emptied its environment loses its mark; in tier T2 it goes with its pid namespace nevertheless.
 */
public final class ProcessTree {

    private static final Path PROC = Path.of("/proc");

    /** A fork bomb makes new ones between two looks; each look leaves fewer. */
    private static final int MOST_LOOKS = 200;

    private final String mark;

    private ProcessTree(String name, String value) {
        this.mark = name + "=" + value;
    }

    /** Every process that came of one launch. */
    public static ProcessTree ofLaunch(String id) {
        return new ProcessTree(Launcher.LAUNCH, id);
    }

    public static ProcessTree ofWorkspace(String id) {
        return new ProcessTree(Launcher.WORKSPACE, id);
    }

    /** Every process of every Workspace of one installation. */
    public static ProcessTree ofInstallation(String id) {
        return new ProcessTree(Launcher.INSTALLATION, id);
    }

    /** Those alive now. */
    public List<ProcessHandle> members() {
        var members = new ArrayList<ProcessHandle>();
        try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[1-9]*")) {
            for (Path pid : pids) {
                ProcessHandle.of(Long.parseLong(pid.getFileName().toString()))
                        .filter(process -> isMarked(pid))
                        .ifPresent(members::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc can't be read", e);
        }
        return members;
    }

    /**
     * Asks them to end, waits, then ends them and whatever they started meanwhile. When it returns none is alive.
     *
     * @return how many there were
     */
    public int end(Duration grace) {
        var first = members();
        if (!grace.isZero() && !first.isEmpty()) {
            first.stream().filter(process -> !holdsNamespace(process)).forEach(ProcessHandle::destroy);
            await(first, grace);
        }
        for (int look = 0; look < MOST_LOOKS; look++) {
            var left = members();
            if (left.isEmpty()) {
                return first.size();
            }
            left.forEach(ProcessHandle::destroyForcibly);
            await(left, Duration.ofMillis(500));
        }
        throw new IllegalStateException(members().size() + " processes with " + mark + " can't be ended");
    }

    /** Tells them that their terminal is gone: a shell that would ignore being asked ends at once. */
    public void hangUp() {
        var pids = members().stream()
                .filter(process -> !holdsNamespace(process))
                .map(process -> Long.toString(process.pid()))
                .toList();
        if (pids.isEmpty()) {
            return;
        }
        var line = new ArrayList<>(List.of("kill", "-HUP"));
        line.addAll(pids);
        try {
            new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("kill can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ending bubblewrap ends all inside at once; while there is grace only those inside are asked. */
    private static boolean holdsNamespace(ProcessHandle process) {
        try {
            return Files.readString(PROC.resolve(process.pid() + "/comm"))
                    .strip()
                    .equals("bwrap");
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean isMarked(Path pid) {
        try {
            var environment = new String(Files.readAllBytes(pid.resolve("environ")), StandardCharsets.ISO_8859_1);
            return ('\0' + environment).contains('\0' + mark + '\0');
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private static void await(List<ProcessHandle> processes, Duration longest) {
        var ended = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(ended).get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException stillAlive) {
            return;
        }
    }
}
