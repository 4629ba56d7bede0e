package dev.agentdesk.terminal.tool;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Visits the regular files below a folder, by name, without following links; {@code .git} is left out. */
final class Walk {

    /** What is done with each file; false ends the walk. */
    @FunctionalInterface
    interface Visit {

        boolean file(RelativePath path, FileStat stat) throws IOException, ToolFailure;
    }

    private Walk() {}

    static void files(Beneath files, RelativePath from, Call call, Visit visit) throws IOException, ToolFailure {
        Deque<RelativePath> folders = new ArrayDeque<>();
        folders.push(from);
        while (!folders.isEmpty()) {
            call.goOn();
            if (!visit(files, folders.pop(), folders, visit)) {
                return;
            }
        }
    }

    private static boolean visit(Beneath files, RelativePath folder, Deque<RelativePath> folders, Visit visit)
            throws IOException, ToolFailure {
        try {
            for (var entry : files.list(folder).reversed()) {
                if (entry.stat().isFolder() && !entry.name().equals(".git")) {
                    folders.push(folder.child(entry.name()));
                }
            }
            for (var entry : files.list(folder)) {
                if (entry.stat().isFile() && !visit.file(folder.child(entry.name()), entry.stat())) {
                    return false;
                }
            }
            return true;
        } catch (NoSuchFileException | AccessDeniedException | PathRefused changedMeanwhile) {
            if (folders.isEmpty() && folder.isRoot()) {
                throw changedMeanwhile;
            }
            return true;
        }
    }
}
