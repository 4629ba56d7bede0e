package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FolderWatch;
import dev.agentdesk.kit.path.FolderWatch.Change;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows which folders are watched under which number, what is in them, and what a change of one of them means for the
 * whole. Bounded in folders and names; {@link #complete} says whether all are watched. Not thread-safe.
 */
final class WatchedTree {

    private static final int MOST_FOLDERS = 5_000;
    private static final int MOST_NAMES = 200_000;

    private final Beneath files;
    private final FolderWatch watch;
    private final Happenings happenings;
    private final Map<Integer, RelativePath> folders = new HashMap<>();
    private final Map<RelativePath, Integer> numbers = new HashMap<>();
    private final Map<Integer, Set<String>> names = new HashMap<>();
    private @Nullable Change half;
    private int known;
    private boolean complete = true;

    WatchedTree(Beneath files, FolderWatch watch, Happenings happenings) {
        this.files = files;
        this.watch = watch;
        this.happenings = happenings;
    }

    /** From the root, breadth first: what people look at is watched before what lies deep. */
    void begin() throws IOException {
        complete = true;
        enter(RelativePath.ROOT, false);
    }

    boolean complete() {
        return complete;
    }

    int size() {
        return folders.size();
    }

    /** Everything anew, after something was not heard. */
    void again() throws IOException {
        folders.keySet().forEach(watch::remove);
        folders.clear();
        numbers.clear();
        names.clear();
        known = 0;
        half = null;
        begin();
    }

    void apply(Change change) throws IOException {
        var folder = folders.get(change.folder());
        if (folder == null) {
            return;
        }
        if (change.kind() == FolderWatch.Kind.ENDED) {
            forget(change.folder());
            return;
        }
        if (change.name().isEmpty()) {
            return;
        }
        var path = folder.child(change.name());
        boolean ours = Beneath.isOnItsWay(change.name());
        switch (change.kind()) {
            case CREATED -> {
                if (!ours) {
                    appeared(change, path);
                }
            }
            case MODIFIED -> {
                if (knows(change) && !change.isFolder()) {
                    happenings.modified(path.toString());
                }
            }
            case DELETED -> {
                if (!ours) {
                    vanished(change, path);
                }
            }
            case MOVED_FROM -> {
                settle();
                half = change;
            }
            case MOVED_TO -> movedTo(change, path);
            default -> {}
        }
    }

    /** The first half of a move whose second half did not come: it has left. */
    void settle() {
        var left = half;
        half = null;
        if (left != null) {
            var folder = folders.get(left.folder());
            if (folder != null && !Beneath.isOnItsWay(left.name())) {
                vanished(left, folder.child(left.name()));
            }
        }
    }

    private void movedTo(Change change, RelativePath path) throws IOException {
        var first = half;
        if (first == null || first.pair() != change.pair()) {
            settle();
            appeared(change, path);
            return;
        }
        half = null;
        var folder = folders.get(first.folder());
        if (folder == null || Beneath.isOnItsWay(first.name())) {
            appeared(change, path);
        } else if (Beneath.isOnItsWay(change.name())) {
            vanished(first, folder.child(first.name()));
        } else {
            var from = folder.child(first.name());
            remove(first);
            add(change);
            if (change.isFolder()) {
                rename(from, path);
            }
            happenings.renamed(from.toString(), path.toString());
        }
    }

    private void appeared(Change change, RelativePath path) throws IOException {
        if (add(change)) {
            happenings.created(path.toString());
        } else {
            happenings.modified(path.toString());
        }
        if (change.isFolder()) {
            enter(path, true);
        }
    }

    private void vanished(Change change, RelativePath path) {
        remove(change);
        if (change.isFolder()) {
            for (var inner : Map.copyOf(folders).entrySet()) {
                if (inner.getValue().isWithin(path)) {
                    watch.remove(inner.getKey());
                    forget(inner.getKey());
                }
            }
        }
        happenings.deleted(path.toString());
    }

    /** @param tell whether what is found in it is news */
    private void enter(RelativePath from, boolean tell) throws IOException {
        Deque<RelativePath> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            var folder = next.remove();
            if (folders.size() >= MOST_FOLDERS || known >= MOST_NAMES) {
                complete = false;
                return;
            }
            try {
                next.addAll(watchOne(folder, tell));
            } catch (NoSuchFileException | AccessDeniedException | PathRefused changedMeanwhile) {
                complete &= !folder.isRoot();
            } catch (FileSystemException noMoreWatches) {
                complete = false;
                return;
            }
        }
    }

    /** Watched first and listed then: what comes in between is heard, at worst twice. */
    private List<RelativePath> watchOne(RelativePath folder, boolean tell) throws IOException {
        int number = watch.add(files, folder);
        folders.put(number, folder);
        numbers.put(folder, number);
        var inside = names.computeIfAbsent(number, n -> new HashSet<>());
        var deeper = new ArrayList<RelativePath>();
        for (var entry : files.list(folder)) {
            var path = folder.child(entry.name());
            if (!Beneath.isOnItsWay(entry.name()) && inside.add(entry.name())) {
                known++;
                if (tell) {
                    happenings.created(path.toString());
                }
            }
            if (entry.stat().isFolder() && Tree.NOT_GITS.test(entry.name())) {
                deeper.add(path);
            }
        }
        return deeper;
    }

    private void rename(RelativePath from, RelativePath to) {
        for (var inner : Map.copyOf(folders).entrySet()) {
            if (inner.getValue().isWithin(from)) {
                var renamed = inner.getValue().under(from, to);
                numbers.remove(inner.getValue());
                numbers.put(renamed, inner.getKey());
                folders.put(inner.getKey(), renamed);
            }
        }
    }

    private void forget(int number) {
        var folder = folders.remove(number);
        if (folder != null) {
            numbers.remove(folder, number);
        }
        var inside = names.remove(number);
        known -= inside == null ? 0 : inside.size();
    }

    /** Content without a name yet is heard under one that nobody can use. */
    private boolean knows(Change change) {
        var inside = names.get(change.folder());
        return inside != null && inside.contains(change.name());
    }

    private boolean add(Change change) {
        var inside = names.get(change.folder());
        boolean isNew = inside != null && inside.add(change.name());
        known += isNew ? 1 : 0;
        return isNew;
    }

    private void remove(Change change) {
        var inside = names.get(change.folder());
        known -= inside != null && inside.remove(change.name()) ? 1 : 0;
    }
}
