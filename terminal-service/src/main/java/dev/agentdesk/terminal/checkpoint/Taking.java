package dev.agentdesk.terminal.checkpoint;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Takes the files below a folder into a git tree. A file whose version is known from the time before is not read again.
 *
 * <p>Paths are followed by {@link Beneath} only; links and special files are left out, and so is what git keeps for
 * itself.
 */
final class Taking {

    /** A larger file is made by a tool again, or belongs elsewhere; it is held in memory while it is taken. */
    private static final long LARGEST = 32 * 1024 * 1024;

    /** More is no work of people and agents but a cache of some program. */
    private static final int MOST_FILES = 100_000;

    private static final int DEEPEST = 100;

    private static final int EXECUTABLE = 0100;

    /** What a file was when it was read. */
    record Known(String version, ObjectId blob) {}

    private final Beneath files;
    private final ObjectInserter inserter;
    private final Map<String, Known> before;
    private final Map<String, Known> known = new HashMap<>();
    private int count;
    private long bytes;
    private int skipped;

    Taking(Beneath files, ObjectInserter inserter, Map<String, Known> before) {
        this.files = files;
        this.inserter = inserter;
        this.before = before;
    }

    Snapshot take() throws IOException {
        var tree = tree(RelativePath.ROOT, 0);
        inserter.flush();
        return new Snapshot(tree.name(), count, bytes, skipped);
    }

    /** What the next one need not read. */
    Map<String, Known> known() {
        return known;
    }

    private ObjectId tree(RelativePath folder, int depth) throws IOException {
        var tree = new TreeFormatter();
        for (var entry : inGitsOrder(files.list(folder))) {
            var path = folder.child(entry.name());
            var name = entry.name().getBytes(StandardCharsets.UTF_8);
            if (entry.stat().isFolder()) {
                if (!entry.name().equals(".git") && depth < DEEPEST) {
                    tree.append(name, FileMode.TREE, folder(path, depth + 1));
                }
            } else {
                var blob = entry.stat().isFile() && !Beneath.isOnItsWay(entry.name()) ? blob(path, entry.stat()) : null;
                if (blob == null) {
                    skipped++;
                } else {
                    boolean runs = (entry.stat().mode() & EXECUTABLE) != 0;
                    tree.append(name, runs ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE, blob);
                }
            }
        }
        return inserter.insert(tree);
    }

    /** A folder that goes while we look was empty. */
    private ObjectId folder(RelativePath path, int depth) throws IOException {
        try {
            return tree(path, depth);
        } catch (NoSuchFileException | AccessDeniedException | PathRefused gone) {
            return inserter.insert(new TreeFormatter());
        }
    }

    private @Nullable ObjectId blob(RelativePath path, FileStat stat) throws IOException {
        if (stat.size() > LARGEST || count >= MOST_FILES) {
            return null;
        }
        var same = before.get(path.toString());
        var blob = same != null && same.version().equals(stat.version()) ? same.blob() : read(path);
        if (blob != null) {
            known.put(path.toString(), new Known(stat.version(), blob));
            count++;
            bytes += stat.size();
        }
        return blob;
    }

    private @Nullable ObjectId read(RelativePath path) throws IOException {
        try (var file = files.read(path)) {
            var content = Channels.newInputStream(file.channel()).readNBytes((int) LARGEST + 1);
            return content.length > LARGEST ? null : inserter.insert(Constants.OBJ_BLOB, content);
        } catch (NoSuchFileException | AccessDeniedException | PathRefused gone) {
            return null;
        }
    }

    /** By the bytes of the names, a folder as if its name ended with a slash. */
    private static List<Beneath.Entry> inGitsOrder(List<Beneath.Entry> entries) {
        Comparator<Beneath.Entry> order = (one, two) -> Arrays.compareUnsigned(key(one), key(two));
        return entries.stream().sorted(order).toList();
    }

    private static byte[] key(Beneath.Entry entry) {
        var name = entry.stat().isFolder() ? entry.name() + "/" : entry.name();
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
