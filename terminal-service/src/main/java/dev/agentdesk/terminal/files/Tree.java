package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.function.Predicate;

/** Goes through everything below a folder, folders before what is in them; links and special files are left out. */
final class Tree {

    /** As deep as a path of the longest length sensibly is; ends a tree that grows while it is walked. */
    private static final int DEEPEST = 100;

    /** What is done with each; false ends the walk. */
    @FunctionalInterface
    interface Visit {

        boolean entry(RelativePath path, FileStat stat) throws IOException;
    }

    /** What git keeps for itself: of interest to git only. */
    static final Predicate<String> NOT_GITS = name -> !name.equals(".git");

    private final Beneath files;
    private final Predicate<String> enters;
    private final Visit visit;

    /** @param enters the names of the folders whose content is of interest */
    Tree(Beneath files, Predicate<String> enters, Visit visit) {
        this.files = files;
        this.enters = enters;
        this.visit = visit;
    }

    /** False if the visitor ended it. */
    boolean walk(RelativePath folder) throws IOException {
        return walk(folder, 0);
    }

    private boolean walk(RelativePath folder, int depth) throws IOException {
        for (var entry : files.list(folder)) {
            var path = folder.child(entry.name());
            boolean regular = entry.stat().isFile() || entry.stat().isFolder();
            if (regular && !visit.entry(path, entry.stat())) {
                return false;
            }
            boolean enter = entry.stat().isFolder() && depth < DEEPEST && enters.test(entry.name());
            if (enter && !inner(path, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    private boolean inner(RelativePath folder, int depth) throws IOException {
        try {
            return walk(folder, depth);
        } catch (NoSuchFileException | AccessDeniedException | PathRefused changedMeanwhile) {
            return true;
        }
    }
}
