package dev.agentdesk.kit.path;

import static dev.agentdesk.kit.path.Native.AT_REMOVEDIR;
import static dev.agentdesk.kit.path.Native.AT_SYMLINK_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_DIRECTORY;
import static dev.agentdesk.kit.path.Native.O_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_PATH;
import static dev.agentdesk.kit.path.Native.O_RDONLY;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** What is done with one name in an open folder; no link is followed. */
final class Entries {

    private Entries() {}

    static @Nullable FileStat present(int folder, String name) throws IOException {
        try {
            return Native.stat(folder, name, AT_SYMLINK_NOFOLLOW);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }

    static void rename(int source, String from, int target, String to, boolean overwrite) throws IOException {
        if (overwrite) {
            Native.rename(source, from, target, to);
        } else {
            Native.renameToNew(source, from, target, to);
        }
    }

    static void remove(int folder, String name) throws IOException {
        if (!Native.stat(folder, name, AT_SYMLINK_NOFOLLOW).isFolder()) {
            Native.unlink(folder, name, 0);
            return;
        }
        int inner = Native.check(Native.openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), name);
        int held = Native.check(Native.openat(inner, ".", O_PATH | O_DIRECTORY, 0), name);
        try {
            for (String child : Native.names(inner)) {
                remove(held, child);
            }
        } finally {
            Native.close(held);
        }
        Native.unlink(folder, name, AT_REMOVEDIR);
    }

    static void inherit(int parent, String name) throws IOException {
        if (Beneath.ROOT) {
            var owner = Native.stat(parent);
            int fd = Native.check(Native.openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), name);
            try {
                Native.chown(fd, owner.uid(), owner.gid());
            } finally {
                Native.close(fd);
            }
        }
    }
}
