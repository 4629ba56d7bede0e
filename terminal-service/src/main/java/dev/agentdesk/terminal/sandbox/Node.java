package dev.agentdesk.terminal.sandbox;

import dev.agentdesk.kit.id.IdSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * This installation of the root folder: its lock, its id, and the way in which it can start commands.
 *
 * <p>Whoever holds the lock is the only one who runs processes here: what the id still finds alive is an orphan of a
 * predecessor and is ended before anything new is started.
 */
@Component
public final class Node implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final FileChannel lock;
    private final String id;
    private final HostProbe.Found found;
    private final Folders folders;

    Node(TerminalProperties properties, IdSource ids) throws IOException {
        var root = properties.root().toAbsolutePath().normalize();
        Files.createDirectories(root);
        this.lock = lock(root);
        this.id = installation(root, ids);
        int orphans = ProcessTree.ofInstallation(id).end(Duration.ZERO);
        if (orphans > 0) {
            LOG.warn("ended {} processes that a former run had left behind", orphans);
        }
        this.found = new HostProbe(root, id, properties.firstUser(), properties.strongestTier()).probe();
        this.folders = new Folders(root, found.host().users());
        Files.setPosixFilePermissions(
                root, PosixFilePermissions.fromString(found.host().users() ? "rwx--x--x" : "rwx------"));
    }

    /** Stable over restarts; the owner of leases and of running executions. */
    public String id() {
        return id;
    }

    public Host host() {
        return found.host();
    }

    public Launcher launcher() {
        return found.launcher();
    }

    public Folders folders() {
        return folders;
    }

    /** Ends what still runs and lets another process have the root. */
    @Override
    public void destroy() throws IOException {
        ProcessTree.ofInstallation(id).end(Duration.ZERO);
        found.host().cgroups().removeAll();
        found.launcher().close();
        lock.close();
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel = FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException sameProcess) {
            LOG.debug("the root is in use by this very process");
        }
        channel.close();
        throw new IllegalStateException(root + " is in use by another terminal-service");
    }

    private static String installation(Path root, IdSource ids) throws IOException {
        var file = root.resolve(".installation");
        if (!Files.exists(file)) {
            var fresh = Files.writeString(root.resolve(".installation.new"), ids.mint("ins"));
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }
}
