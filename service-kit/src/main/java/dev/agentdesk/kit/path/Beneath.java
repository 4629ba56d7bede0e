package dev.agentdesk.kit.path;

import static dev.agentdesk.kit.path.Native.AT_SYMLINK_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_DIRECTORY;
import static dev.agentdesk.kit.path.Native.O_NOFOLLOW;
import static dev.agentdesk.kit.path.Native.O_PATH;
import static dev.agentdesk.kit.path.Native.O_RDONLY;

import dev.agentdesk.kit.path.PathRefused.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder held open, and everything that strangers may do below it.
 *
 * <p>Law: no operation reads, writes, makes or removes anything outside of the folder, however names and links change
 * meanwhile; the kernel decides, not a check of ours ({@code openat2}, {@code RESOLVE_BENEATH}). On a kernel without it
 * every segment is opened by itself and no link is followed at all. Only regular files are read or replaced. A written
 * file is on the disk, whole, when the call returns, and readers see the old one or the new one. Where the platform is
 * root, what it makes belongs to the owner of the folder around it. Thread-safe.
 */
public final class Beneath implements Closeable {

    private static final int NEW_FOLDER = 0755;
    static final boolean ROOT = Native.isRoot();

    /** Whoever looks and then replaces has to be alone, also among several handles of one folder. */
    private static final Object[] TURNS = Stream.generate(Object::new).limit(64).toArray();

    private final Opener opener;
    private final int root;
    private final Object turn;

    private Beneath(int root, Opener opener, Path folder) {
        this.root = root;
        this.opener = opener;
        this.turn = TURNS[Math.floorMod(folder.hashCode(), TURNS.length)];
    }

    /** Opens a folder of our own; the path is trusted. */
    public static Beneath folder(Path folder) throws IOException {
        return folder(folder, Opener.BEST);
    }

    static Beneath folder(Path folder, Opener opener) throws IOException {
        var path = folder.toAbsolutePath().normalize();
        int fd = Native.openat(Native.AT_FDCWD, path.toString(), O_PATH | O_DIRECTORY | O_NOFOLLOW, 0);
        return new Beneath(Native.check(fd, path.toString()), opener, path);
    }

    /** @throws NoSuchFileException if nothing is there */
    public FileStat stat(RelativePath path) throws IOException {
        int fd = open(path, O_PATH);
        try {
            return Native.stat(fd);
        } finally {
            Native.close(fd);
        }
    }

    /** What is at the end of the path itself, a link not followed; null if nothing is. */
    public @Nullable FileStat entry(RelativePath path) throws IOException {
        try {
            int folder = open(path.parent(), O_PATH | O_DIRECTORY);
            try {
                return path.isRoot() ? Native.stat(folder) : Entries.present(folder, path.name());
            } finally {
                Native.close(folder);
            }
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    /** Looks at what is there before it opens it: a pipe or a device is never opened. */
    public OpenFile read(RelativePath path) throws IOException {
        int fd = open(path, O_PATH);
        try {
            var stat = Native.stat(fd);
            if (!stat.isFile()) {
                throw new PathRefused(Reason.NOT_A_FILE, "This is not a regular file.");
            }
            return new OpenFile(FileChannel.open(reopen(fd), StandardOpenOption.READ), stat);
        } finally {
            Native.close(fd);
        }
    }

    /** What is directly in the folder, by name. */
    public List<Entry> list(RelativePath path) throws IOException {
        int fd = open(path, O_RDONLY | O_DIRECTORY);
        int held = Native.check(Native.openat(fd, ".", O_PATH | O_DIRECTORY, 0), path.toString());
        try {
            var entries = new ArrayList<Entry>();
            for (String name : Native.names(fd)) {
                var stat = Entries.present(held, name);
                if (stat != null) {
                    entries.add(new Entry(name, stat));
                }
            }
            entries.sort(Comparator.comparing(Entry::name));
            return entries;
        } finally {
            Native.close(held);
        }
    }

    /** Makes the folder and those around it where they are missing. */
    public void makeFolders(RelativePath path) throws IOException {
        for (int depth = 1; depth <= path.segments().size(); depth++) {
            var folder = path.first(depth);
            try {
                Native.close(open(folder, O_PATH | O_DIRECTORY));
            } catch (NoSuchFileException missing) {
                makeFolder(folder);
            }
        }
    }

    /**
     * Puts new content in the place of the file, or makes it; the mode and the owner of an old file stay. A link at the
     * end of the path is replaced, not followed.
     *
     * @param condition what the caller demands of the present file ({@code null}: there is none), asked last of all
     */
    public FileStat replace(RelativePath path, InputStream content, Predicate<@Nullable FileStat> condition)
            throws IOException {
        int folder = around(path);
        try {
            return replace(folder, path.name(), content, condition);
        } finally {
            Native.close(folder);
        }
    }

    /** Removes a file, a link or a folder with all that is in it. */
    public void delete(RelativePath path, Predicate<@Nullable FileStat> condition) throws IOException {
        int folder = around(path);
        try {
            synchronized (turn) {
                demand(condition, Native.stat(folder, path.name(), AT_SYMLINK_NOFOLLOW));
                Entries.remove(folder, path.name());
            }
            Native.fsync(folder);
        } finally {
            Native.close(folder);
        }
    }

    /**
     * Gives a file, a link or a folder another name. It has the one or the other at every moment.
     *
     * @param overwrite whether a file, or an empty folder, may be at the new name
     * @throws FileAlreadyExistsException if something is there and may not be replaced
     */
    public FileStat move(RelativePath from, RelativePath to, boolean overwrite, Predicate<@Nullable FileStat> condition)
            throws IOException {
        if (to.isWithin(from) && !to.equals(from)) {
            throw new PathRefused(Reason.NOT_A_FOLDER, "A folder can't be moved into itself.");
        }
        int source = around(from);
        try {
            int target = around(to);
            try {
                synchronized (turn) {
                    demand(condition, Native.stat(source, from.name(), AT_SYMLINK_NOFOLLOW));
                    Entries.rename(source, from.name(), target, to.name(), overwrite);
                }
                Native.fsync(target);
                Native.fsync(source);
                return Native.stat(target, to.name(), AT_SYMLINK_NOFOLLOW);
            } finally {
                Native.close(target);
            }
        } finally {
            Native.close(source);
        }
    }

    /**
     * Makes a second one of a file, or of a folder and all that is in it: links stay links, pipes and devices are left
     * out. The copy appears whole or not at all.
     *
     * @param overwrite whether a file, or an empty folder, may be at the new name
     * @throws FileAlreadyExistsException if something is there and may not be replaced
     * @throws PathRefused {@code TOO_MUCH} if it is more than is copied at once
     */
    public FileStat copy(RelativePath from, RelativePath to, boolean overwrite, Predicate<@Nullable FileStat> condition)
            throws IOException {
        if (to.isWithin(from)) {
            throw new PathRefused(Reason.NOT_A_FOLDER, "A folder can't be copied into itself.");
        }
        int source = around(from);
        try {
            int target = around(to);
            try {
                demand(condition, Native.stat(source, from.name(), AT_SYMLINK_NOFOLLOW));
                return new Copy(source, target, turn).of(from.name(), to.name(), overwrite);
            } finally {
                Native.close(target);
            }
        } finally {
            Native.close(source);
        }
    }

    /** Whether it is the name of content that has not got its own yet. */
    public static boolean isOnItsWay(String name) {
        return Temporary.isOurs(name);
    }

    /** Like {@code open}, for a look at what happens there. */
    int hold(RelativePath folder) throws IOException {
        return open(folder, O_PATH | O_DIRECTORY);
    }

    @Override
    public void close() {
        Native.close(root);
    }

    /** The folder that the entry is in. */
    private int around(RelativePath path) throws IOException {
        if (path.isRoot()) {
            throw new PathRefused(Reason.NOT_A_FILE, "This is the workspace itself.");
        }
        return open(path.parent(), O_RDONLY | O_DIRECTORY);
    }

    private int open(RelativePath path, int flags) throws IOException {
        return opener.open(root, path, flags);
    }

    private FileStat replace(int folder, String name, InputStream content, Predicate<@Nullable FileStat> condition)
            throws IOException {
        var temporary = new Temporary(folder);
        try {
            temporary.fill(content);
            boolean settled = false;
            while (!settled) {
                settled = becomes(temporary, folder, name, condition);
            }
            Native.fsync(folder);
            return temporary.stat();
        } finally {
            temporary.discard();
        }
    }

    /** False if something appeared at the name after we had looked: that has to be judged anew. */
    private boolean becomes(Temporary temporary, int folder, String name, Predicate<@Nullable FileStat> condition)
            throws IOException {
        synchronized (turn) {
            var old = Entries.present(folder, name);
            demand(condition, old);
            try {
                temporary.becomes(name, old);
                return true;
            } catch (FileAlreadyExistsException appeared) {
                return false;
            }
        }
    }

    private void makeFolder(RelativePath folder) throws IOException {
        int parent = open(folder.parent(), O_RDONLY | O_DIRECTORY);
        try {
            int made = Native.mkdir(parent, folder.name(), NEW_FOLDER);
            if (made != -Native.EEXIST) {
                Native.check(made, folder.toString());
                Entries.inherit(parent, folder.name());
                Native.fsync(parent);
            }
        } finally {
            Native.close(parent);
        }
    }

    private static void demand(Predicate<@Nullable FileStat> condition, @Nullable FileStat stat) throws PathRefused {
        if (!condition.test(stat)) {
            throw new PathRefused(Reason.CONDITION, "The file has changed since you read it.");
        }
    }

    /** Names the open file, not the path that led to it. */
    static Path reopen(int fd) {
        return Path.of("/proc/self/fd/" + fd);
    }

    /** One name in a folder. */
    public record Entry(String name, FileStat stat) {}
}
