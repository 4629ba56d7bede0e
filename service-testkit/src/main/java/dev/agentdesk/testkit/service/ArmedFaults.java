package dev.agentdesk.testkit.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Fault points of another process that one death meets together: each holds one piece of work where it is, the last one
 * kills. A point counts from when it is armed, and says that it was met.
 *
 * <p>One start of a process per point would take most of the time of a test run.
 */
public final class ArmedFaults {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(120);

    private final Path folder;

    public ArmedFaults(Path folder) {
        this.folder = folder;
    }

    /** For {@code agentdesk.fault}; what meets one of these stays there. */
    public String holding(List<String> points) {
        return points.stream().map(point -> point + ":hold?" + file(point)).collect(Collectors.joining(","));
    }

    /** For {@code agentdesk.fault}; what meets this one ends the process. */
    public String killing(String point) {
        return point + "?" + file(point);
    }

    public void arm(String point) {
        try {
            Files.createDirectories(folder);
            Files.createFile(file(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until something has met the point. */
    public void awaitMet(String point) {
        Awaitility.await(point).atMost(LONG_ENOUGH).until(() -> isMet(point));
    }

    /** Once it was armed. */
    public boolean isMet(String point) {
        return Files.notExists(file(point));
    }

    private Path file(String point) {
        return folder.resolve(point.replace('@', '-'));
    }
}
