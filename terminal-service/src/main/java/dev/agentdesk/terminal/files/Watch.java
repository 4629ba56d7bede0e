package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FolderWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to the files of one Workspace, on a thread of its own, for as long as somebody follows. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** How often it looks whether anybody is left. */
    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What belongs together comes within this time. */
    private static final Duration QUIET = Duration.ofMillis(60);

    /** Nobody waits longer than this, however busy it is. */
    private static final long LONGEST_NANOS = 400_000_000L;

    private final Path folder;
    private final Beneath files;
    private final FolderWatch watch;
    private final Happenings happenings = new Happenings();
    private final WatchedTree tree;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    private Watch(Path folder, Beneath files, FolderWatch watch) {
        this.folder = folder;
        this.files = files;
        this.watch = watch;
        this.tree = new WatchedTree(files, watch, happenings);
    }

    /** Everything that happens after this is heard. */
    static Watch begin(String workspaceId, Path folder) throws IOException {
        var files = Beneath.folder(folder);
        try {
            var begun = new Watch(folder, files, FolderWatch.open());
            begun.tree.begin();
            Thread.ofPlatform().daemon().name("files-" + workspaceId).start(begun::listen);
            return begun;
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    int folders() {
        return tree.size();
    }

    boolean complete() {
        return tree.complete();
    }

    boolean ended() {
        return ended;
    }

    void enter(Viewer viewer) {
        viewers.add(viewer);
    }

    /** True if nobody is left; it then ends by itself. */
    boolean leave(Viewer viewer) {
        viewers.remove(viewer);
        return viewers.isEmpty();
    }

    void end() {
        ended = true;
        tell(List.of(Happening.END));
    }

    private void listen() {
        try (files;
                watch) {
            long since = 0;
            while (!ended) {
                var changes = watch.take(happenings.isEmpty() ? IDLE : QUIET);
                if (happenings.isEmpty()) {
                    since = System.nanoTime();
                }
                hear(changes);
                if (!happenings.isEmpty() && (changes.isEmpty() || System.nanoTime() - since > LONGEST_NANOS)) {
                    tell(happenings.drain());
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the files can't be watched any more", e);
            end();
        }
    }

    private void hear(List<FolderWatch.Change> changes) throws IOException {
        if (changes.isEmpty()) {
            tree.settle();
            endIfGone();
        }
        for (var change : changes) {
            if (change.kind() == FolderWatch.Kind.OVERFLOW) {
                tree.again();
                happenings.overflow();
            } else {
                tree.apply(change);
            }
        }
    }

    /** A folder that somebody holds open, as we do, does not tell that it was deleted. */
    private void endIfGone() {
        if (!Files.isDirectory(folder)) {
            end();
        }
    }

    private void tell(List<Happening> news) {
        viewers.forEach(viewer -> viewer.tell(news));
    }
}
