package dev.agentdesk.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server process that a data folder names; it may have outlived the JVM that started it. */
final class Postmaster {

    /** Its clients died with their JVM, so an orderly stop takes about as long as one checkpoint. */
    private static final Duration ORDERLY = Duration.ofSeconds(20);

    private static final Duration KILLED = Duration.ofSeconds(5);

    private Postmaster() {}

    /** Ends the server that still runs on this folder, if any; committed work is never lost by it. */
    static void stopLeftOver(Path data) throws IOException {
        var found = find(data);
        if (found.isEmpty()) {
            return;
        }
        var process = found.get();
        process.destroy();
        if (!ended(process, ORDERLY)) {
            process.destroyForcibly();
            ended(process, KILLED);
        }
        Files.deleteIfExists(data.resolve("postmaster.pid"));
    }

    private static Optional<ProcessHandle> find(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> worksIn(process, data));
    }

    /** A process id may belong to someone else by now; a postmaster works in its data folder. */
    private static boolean worksIn(ProcessHandle process, Path data) {
        try {
            return Files.isSameFile(Path.of("/proc", Long.toString(process.pid()), "cwd"), data);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static boolean ended(ProcessHandle process, Duration limit) throws IOException {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL stopped", e);
        } catch (ExecutionException e) {
            throw new IOException("PostgreSQL could not be watched while it stopped", e);
        }
    }
}
