package dev.agentdesk.testkit.infrastructure;

import dev.agentdesk.embedded.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Folders of this test JVM, removed when it ends; what a killed one left behind is removed by the next. */
final class TemporaryFolders {

    private static final String PREFIX = "agentdesk-test-";
    private static final Path root = create();
    private static final List<Runnable> last = new CopyOnWriteArrayList<>();

    private TemporaryFolders() {}

    static Path next(String name) {
        return root.resolve(name);
    }

    /** What has to end before the folder that it works in disappears. */
    static void beforeDeletion(Runnable step) {
        last.add(step);
    }

    private static Path create() {
        try {
            sweep(Path.of(System.getProperty("java.io.tmpdir")));
            var folder =
                    Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                last.forEach(Runnable::run);
                delete(folder);
            }));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sweep(Path temporary) throws IOException {
        try (var folders = Files.newDirectoryStream(temporary, PREFIX + "*-*")) {
            for (var folder : folders) {
                var owner = folder.getFileName()
                        .toString()
                        .substring(PREFIX.length())
                        .split("-", 2)[0];
                if (owner.matches("\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(owner)).isEmpty()) {
                    EmbeddedPostgresServer.stopLeftOver(folder.resolve("postgres"));
                    delete(folder);
                }
            }
        }
    }

    /** Best effort: a file that appears meanwhile stays for the next sweep. */
    private static void delete(Path folder) {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException ignored) {
            // The next JVM tries again.
        }
    }
}
