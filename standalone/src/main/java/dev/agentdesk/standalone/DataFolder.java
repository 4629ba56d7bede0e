package dev.agentdesk.standalone;

import dev.agentdesk.embedded.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one instance knows, in one folder that only its owner may enter.
 *
 * <p>Whoever holds its lock is the only instance on it; the system releases the lock when the program dies, however it
 * dies.
 */
final class DataFolder implements AutoCloseable {

    private final Path root;
    private @Nullable FileChannel lock;

    DataFolder(Path root) {
        this.root = root;
    }

    /** Creates the folder if needed and takes its lock. */
    DataFolder lock() {
        try {
            PrivateFiles.folder(root);
            PrivateFiles.folder(logs());
            var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (held(channel) == null) {
                channel.close();
                throw new Refusal("Agentdesk already runs on " + root + "; stop it with \"./agentdesk down\".");
            }
            lock = channel;
            return this;
        } catch (IOException e) {
            throw new Refusal("The data folder " + root + " can't be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProgram) {
            return null;
        }
    }

    Path root() {
        return root;
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path kafka() {
        return root.resolve("kafka");
    }

    Path secrets() {
        return root.resolve("secrets");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log() {
        return logs().resolve("agentdesk.log");
    }

    Path ports() {
        return root.resolve("ports.json");
    }

    Path run() {
        return root.resolve("run.json");
    }

    /** There while an instance runs; still there at the next start, it says that the last one was killed. */
    Path running() {
        return root.resolve("running");
    }

    Path signInLink() {
        return root.resolve("sign-in-link");
    }

    /** Where this service keeps what is no row: files of Workspaces, outputs. */
    Path of(Service service) {
        return root.resolve(service.id());
    }

    @Override
    public void close() {
        var held = lock;
        lock = null;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
