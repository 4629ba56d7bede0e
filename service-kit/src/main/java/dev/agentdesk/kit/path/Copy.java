package dev.agentdesk.kit.path;

import static dev.agentdesk.kit.path.Native.AT_SYMLINK_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_CREAT;
import static dev.agentdesk.kit.path.Native.O_DIRECTORY;
import static dev.agentdesk.kit.path.Native.O_EXCL;
import static dev.agentdesk.kit.path.Native.O_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_PATH;
import static dev.agentdesk.kit.path.Native.O_RDONLY;
import static dev.agentdesk.kit.path.Native.O_RDWR;

import dev.agentdesk.kit.path.PathRefused.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.StandardOpenOption;

/**
 * One copy between two open folders. Every step goes from an open folder to a name in it and follows no link, so it
 * can't be led astray while it works. A folder grows under a name of ours and gets its own at the end.
 */
final class Copy {

    /** What is larger is copied faster, and with more care, by a command inside of the sandbox. */
    static final int MOST_ENTRIES = 20_000;

    private static final long MOST_BYTES = 10L << 30;
    private static final int DEEPEST = 64;
    private static final int PRIVATE = 0700;
    private static final long CHUNK = 8 << 20;

    private final int source;
    private final int target;
    private final Object turn;
    private final FileStat owner;
    private int entries;
    private long bytes;

    /** @param turn held while a name changes its content */
    Copy(int source, int target, Object turn) throws IOException {
        this.source = source;
        this.target = target;
        this.turn = turn;
        this.owner = Native.stat(target);
    }

    FileStat of(String from, String to, boolean overwrite) throws IOException {
        var stat = Native.stat(source, from, AT_SYMLINK_NOFOLLOW);
        if (!overwrite && Entries.present(target, to) != null) {
            throw new FileAlreadyExistsException(to);
        }
        if (stat.isFile()) {
            file(from, to, overwrite);
        } else {
            grown(from, to, stat, overwrite);
        }
        Native.fsync(target);
        return Native.stat(target, to, AT_SYMLINK_NOFOLLOW);
    }

    private void file(String from, String to, boolean overwrite) throws IOException {
        int fd = Native.check(Native.openat(source, from, O_PATH | O_NOFOLLOW, 0), from);
        var temporary = new Temporary(target);
        try {
            int mode = fill(fd, temporary.descriptor(), true);
            synchronized (turn) {
                temporary.becomes(to, overwrite ? Entries.present(target, to) : null, mode);
            }
        } finally {
            temporary.discard();
            Native.close(fd);
        }
    }

    private void grown(String from, String to, FileStat stat, boolean overwrite) throws IOException {
        var name = Temporary.candidate();
        try {
            entry(source, from, stat, target, name, 0);
            if (Entries.present(target, name) == null) {
                throw new PathRefused(Reason.NOT_A_FILE, "This is neither a file nor a folder.");
            }
            Native.syncAll(target);
            synchronized (turn) {
                Entries.rename(target, name, target, to, overwrite);
            }
        } finally {
            if (Entries.present(target, name) != null) {
                Entries.remove(target, name);
            }
        }
    }

    private void entry(int in, String from, FileStat stat, int out, String to, int depth) throws IOException {
        if (++entries > MOST_ENTRIES || depth > DEEPEST) {
            throw tooMuch();
        }
        switch (stat.type()) {
            case FOLDER -> folder(in, from, stat, out, to, depth);
            case LINK -> {
                Native.copyLink(in, from, out, to);
                own(out, to);
            }
            case FILE -> inner(in, from, out, to);
            case OTHER -> {}
        }
    }

    private void folder(int in, String from, FileStat stat, int out, String to, int depth) throws IOException {
        int listed = Native.check(Native.openat(in, from, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), from);
        int held = Native.check(Native.openat(listed, ".", O_PATH | O_DIRECTORY, 0), from);
        try {
            var names = Native.names(listed);
            Native.check(Native.mkdir(out, to, PRIVATE), to);
            int made = Native.check(Native.openat(out, to, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0), to);
            try {
                for (String name : names) {
                    var child = Entries.present(held, name);
                    if (child != null && !Temporary.isOurs(name)) {
                        entry(held, name, child, made, name, depth + 1);
                    }
                }
                own(made);
                Native.chmod(made, stat.mode() & 0777 | PRIVATE);
            } finally {
                Native.close(made);
            }
        } finally {
            Native.close(held);
        }
    }

    private void inner(int in, String from, int out, String to) throws IOException {
        int fd = Native.check(Native.openat(in, from, O_PATH | O_NOFOLLOW, 0), from);
        try {
            int made = Native.check(Native.openat(out, to, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, PRIVATE), to);
            try {
                int mode = fill(fd, made, false);
                own(made);
                Native.chmod(made, mode);
            } finally {
                Native.close(made);
            }
        } finally {
            Native.close(fd);
        }
    }

    /** Answers the mode that the copy is to have: no set-user bits. */
    private int fill(int from, int to, boolean force) throws IOException {
        var stat = Native.stat(from);
        if (!stat.isFile()) {
            throw new PathRefused(Reason.NOT_A_FILE, "This is not a regular file.");
        }
        try (var in = FileChannel.open(Beneath.reopen(from), StandardOpenOption.READ);
                var out = FileChannel.open(Beneath.reopen(to), StandardOpenOption.WRITE)) {
            long position = 0;
            for (long n = in.transferTo(0, CHUNK, out); n > 0; n = in.transferTo(position, CHUNK, out)) {
                position += n;
                bytes += n;
                if (bytes > MOST_BYTES) {
                    throw tooMuch();
                }
            }
            if (force) {
                out.force(true);
            }
        }
        return stat.mode() & 0777;
    }

    private void own(int fd) throws IOException {
        if (Beneath.ROOT) {
            Native.chown(fd, owner.uid(), owner.gid());
        }
    }

    private void own(int folder, String name) throws IOException {
        if (Beneath.ROOT) {
            Native.chown(folder, name, owner.uid(), owner.gid());
        }
    }

    private static PathRefused tooMuch() {
        return new PathRefused(
                Reason.TOO_MUCH, "At most " + MOST_ENTRIES + " files and 10 GiB are copied at once, 64 folders deep.");
    }
}
