package dev.agentdesk.kit.path;

import static dev.agentdesk.kit.path.Native.O_CREAT;
import static dev.agentdesk.kit.path.Native.O_EXCL;
import static dev.agentdesk.kit.path.Native.O_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_RDWR;
import static dev.agentdesk.kit.path.Native.O_TMPFILE;

import dev.agentdesk.kit.path.PathRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Content on its way: without a name where the file system can do that, so that a crash leaves nothing behind. */
final class Temporary {

    private static final AtomicLong COUNT = new AtomicLong();
    private static final int NEW_FILE = 0644;
    private static final String PREFIX = ".agentdesk-";

    private final int folder;
    private final int fd;
    private @Nullable String name;

    Temporary(int folder) throws IOException {
        this.folder = folder;
        int nameless = Native.openat(folder, ".", O_TMPFILE | O_RDWR, NEW_FILE);
        this.fd = nameless >= 0 ? nameless : named();
    }

    void fill(InputStream content) throws IOException {
        try (var channel = FileChannel.open(Beneath.reopen(fd), StandardOpenOption.WRITE);
                var out = Channels.newOutputStream(channel)) {
            content.transferTo(out);
            channel.force(true);
        }
    }

    int descriptor() {
        return fd;
    }

    /** @param old what is replaced; if null and something is there now, it is not touched */
    void becomes(String target, @Nullable FileStat old) throws IOException {
        becomes(target, old, old != null && old.isFile() ? old.mode() : NEW_FILE);
    }

    /** @param mode of the file from now on, whatever an old one has */
    void becomes(String target, @Nullable FileStat old, int mode) throws IOException {
        if (old != null && old.isFolder()) {
            throw new PathRefused(Reason.NOT_A_FILE, "There is a folder at this path.");
        }
        var model = old != null && old.isFile() ? old : null;
        Native.chmod(fd, mode);
        if (Beneath.ROOT) {
            var owner = model == null ? Native.stat(folder) : model;
            Native.chown(fd, owner.uid(), owner.gid());
        }
        if (name == null) {
            name = link();
        }
        if (old == null) {
            Native.renameToNew(folder, name, folder, target);
        } else {
            Native.rename(folder, name, folder, target);
        }
        name = null;
    }

    FileStat stat() throws IOException {
        return Native.stat(fd);
    }

    void discard() {
        Native.close(fd);
        if (name != null) {
            try {
                Native.unlink(folder, name, 0);
            } catch (IOException gone) {
                name = null;
            }
        }
    }

    private String link() throws IOException {
        while (true) {
            var candidate = candidate();
            int linked = Native.link(fd, folder, candidate);
            if (linked != -Native.EEXIST) {
                Native.check(linked, candidate);
                return candidate;
            }
        }
    }

    private int named() throws IOException {
        while (true) {
            var candidate = candidate();
            int made = Native.openat(folder, candidate, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, NEW_FILE);
            if (made != -Native.EEXIST) {
                Native.check(made, candidate);
                name = candidate;
                return made;
            }
        }
    }

    /** Whether a name is one that content has on its way. */
    static boolean isOurs(String name) {
        return name.startsWith(PREFIX);
    }

    static String candidate() {
        return PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }
}
