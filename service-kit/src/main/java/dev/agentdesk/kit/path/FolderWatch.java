package dev.agentdesk.kit.path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hears what happens in folders (inotify).
 *
 * <p>Law: a folder is watched by its open handle, so what is heard comes from beneath the root, however names and links
 * change. What came too fast for us is told as {@link Kind#OVERFLOW}, never left out in silence. One thread listens;
 * any may add and remove folders.
 */
public final class FolderWatch implements Closeable {

    /** What happened to an entry of a folder. */
    public enum Kind {
        CREATED,
        MODIFIED,
        DELETED,
        /** Its old name; where the new one is watched too, {@link #MOVED_TO} with the same pair follows. */
        MOVED_FROM,
        MOVED_TO,
        /** The folder itself is not watched any more: it is gone. */
        ENDED,
        /** Some things were not heard. */
        OVERFLOW
    }

    /**
     * One thing that happened.
     *
     * @param folder as {@link #add} answered it
     * @param pair joins the two halves of a move
     */
    public record Change(int folder, Kind kind, boolean isFolder, int pair, String name) {}

    private static final int IN_MODIFY = 0x2;
    private static final int IN_ATTRIB = 0x4;
    private static final int IN_CLOSE_WRITE = 0x8;
    private static final int IN_MOVED_FROM = 0x40;
    private static final int IN_MOVED_TO = 0x80;
    private static final int IN_CREATE = 0x100;
    private static final int IN_DELETE = 0x200;
    private static final int IN_Q_OVERFLOW = 0x4000;
    private static final int IN_IGNORED = 0x8000;
    private static final int IN_ONLYDIR = 0x1000000;
    private static final int IN_EXCL_UNLINK = 0x4000000;
    private static final int IN_ISDIR = 0x40000000;
    private static final int HEARD = IN_MODIFY
            | IN_ATTRIB
            | IN_CLOSE_WRITE
            | IN_MOVED_FROM
            | IN_MOVED_TO
            | IN_CREATE
            | IN_DELETE
            | IN_ONLYDIR
            | IN_EXCL_UNLINK;
    private static final int IN_NONBLOCK_CLOEXEC = 0x800 | Native.O_CLOEXEC;
    private static final short POLLIN = 1;
    private static final int EVENT = 16;
    private static final int BUFFER = 64 * 1024;

    private static final MethodHandle INIT = Native.plain("inotify_init1", JAVA_INT, JAVA_INT);
    private static final MethodHandle ADD = Native.plain("inotify_add_watch", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle REMOVE = Native.plain("inotify_rm_watch", JAVA_INT, JAVA_INT, JAVA_INT);
    private static final MethodHandle POLL = Native.plain("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ = Native.plain("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private final int fd;

    private FolderWatch(int fd) {
        this.fd = fd;
    }

    /** @throws IOException if the host allows no more of them */
    public static FolderWatch open() throws IOException {
        return new FolderWatch(Native.check(Native.call(INIT, IN_NONBLOCK_CLOEXEC), "inotify"));
    }

    /**
     * Hears this folder from now on, not the folders in it. The same folder again has the same number.
     *
     * @throws OutOfSpace if the host allows no more watches
     */
    public int add(Beneath files, RelativePath folder) throws IOException {
        int held = files.hold(folder);
        try {
            return Native.check(Native.call(ADD, fd, Beneath.reopen(held).toString(), HEARD), folder.toString());
        } finally {
            Native.close(held);
        }
    }

    /** Harmless where it has ended already. */
    public void remove(int folder) {
        Native.call(REMOVE, fd, folder);
    }

    /** What has happened, in its order; empty if nothing has for that long. */
    public List<Change> take(Duration atMost) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var poll = arena.allocate(8, 4);
            poll.set(JAVA_INT, 0, fd);
            poll.set(JAVA_SHORT, 4, POLLIN);
            if (Native.call(POLL, poll, 1L, (int) atMost.toMillis()) <= 0) {
                return List.of();
            }
            var buffer = arena.allocate(BUFFER, 8);
            var state = arena.allocate(Native.STATE);
            long read = (long) READ.invokeExact(state, fd, buffer, (long) BUFFER);
            if (read < 0) {
                int errno = (int) Native.ERRNO.get(state, 0L);
                return errno == Native.EAGAIN ? List.of() : failed(errno);
            }
            return changes(buffer, read);
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw Native.unexpected(e);
        }
    }

    /** After this nobody may listen. */
    @Override
    public void close() {
        Native.close(fd);
    }

    private static List<Change> failed(int errno) throws IOException {
        Native.check(-errno, "inotify");
        return List.of();
    }

    private static List<Change> changes(MemorySegment buffer, long length) {
        var all = new ArrayList<Change>();
        for (long at = 0; at < length; ) {
            int mask = buffer.get(JAVA_INT, at + 4);
            int size = buffer.get(JAVA_INT, at + 12);
            var kind = kind(mask);
            if (kind != null) {
                all.add(new Change(
                        buffer.get(JAVA_INT, at),
                        kind,
                        (mask & IN_ISDIR) != 0,
                        buffer.get(JAVA_INT, at + 8),
                        size == 0 ? "" : buffer.getString(at + EVENT, StandardCharsets.UTF_8)));
            }
            at += EVENT + size;
        }
        return all;
    }

    private static @Nullable Kind kind(int mask) {
        if ((mask & IN_Q_OVERFLOW) != 0) {
            return Kind.OVERFLOW;
        }
        if ((mask & IN_IGNORED) != 0) {
            return Kind.ENDED;
        }
        if ((mask & IN_CREATE) != 0) {
            return Kind.CREATED;
        }
        if ((mask & IN_DELETE) != 0) {
            return Kind.DELETED;
        }
        if ((mask & IN_MOVED_FROM) != 0) {
            return Kind.MOVED_FROM;
        }
        if ((mask & IN_MOVED_TO) != 0) {
            return Kind.MOVED_TO;
        }
        return (mask & (IN_MODIFY | IN_ATTRIB | IN_CLOSE_WRITE)) != 0 ? Kind.MODIFIED : null;
    }
}
