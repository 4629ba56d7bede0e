package dev.agentdesk.terminal.checkpoint;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.checkpoint.Comparison.Difference;
import dev.agentdesk.terminal.environment.Environments;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts files back. Each is replaced as a whole or not at all; before the first one a checkpoint of the present is
 * taken, so that a restore can be taken back too.
 */
@Component
final class Restoring {

    private final Checkpoints checkpoints;
    private final Repository repository;
    private final Environments environments;

    Restoring(Checkpoints checkpoints, Repository repository, Environments environments) {
        this.checkpoints = checkpoints;
        this.repository = repository;
        this.environments = environments;
    }

    /**
     * What was done.
     *
     * @param undoId the checkpoint of the files just before
     * @param conflicts paths that have changed since, and were left alone
     */
    record Restored(String undoId, List<String> restored, List<String> conflicts) {}

    /** The files as they were at the checkpoint; files that came later go. Null for {@code paths}: all of them. */
    Restored restore(String workspaceId, String tree, @Nullable List<String> paths) {
        var present = checkpoints.take(workspaceId, "restore_asked", null, null);
        var restored = repository.read(workspaceId, objects -> {
            var wanted = new Comparison(objects, present.tree(), tree)
                    .differences().stream()
                            .filter(it -> within(it.path(), paths))
                            .toList();
            return apply(workspaceId, objects, wanted);
        });
        checkpoints.take(workspaceId, "restored", null, null);
        return new Restored(present.view().id(), restored, List.of());
    }

    /** Takes back what changed between two trees, where nobody has changed it further. */
    Restored revert(String workspaceId, String before, String after, @Nullable List<String> paths) {
        var present = checkpoints.take(workspaceId, "restore_asked", null, null);
        var conflicts = new ArrayList<String>();
        var restored = repository.read(workspaceId, objects -> {
            var since = new Comparison(objects, after, present.tree())
                    .differences().stream().map(Difference::path).toList();
            var wanted = new ArrayList<Difference>();
            for (var change : new Comparison(objects, after, before).differences()) {
                if (within(change.path(), paths)) {
                    if (since.contains(change.path())) {
                        conflicts.add(change.path());
                    } else {
                        wanted.add(change);
                    }
                }
            }
            return apply(workspaceId, objects, wanted);
        });
        checkpoints.take(workspaceId, "restored", null, null);
        return new Restored(present.view().id(), restored, conflicts);
    }

    /** What goes, goes first: a file may come in the place of a folder. */
    private List<String> apply(String workspaceId, ObjectReader objects, List<Difference> wanted) throws IOException {
        try (var files = Beneath.folder(environments.folder(workspaceId).files())) {
            for (var difference : wanted) {
                if (difference.after() == null) {
                    delete(files, RelativePath.parse(difference.path()));
                }
            }
            for (var difference : wanted) {
                if (difference.after() != null) {
                    write(files, RelativePath.parse(difference.path()), objects, difference.after());
                }
            }
        }
        return wanted.stream().map(Difference::path).toList();
    }

    private static void delete(Beneath files, RelativePath path) throws IOException {
        try {
            files.delete(path, any -> true);
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    private static void write(Beneath files, RelativePath path, ObjectReader objects, ObjectId blob)
            throws IOException {
        files.makeFolders(path.parent());
        try (var content =
                Objects.requireNonNull(objects.open(blob, Constants.OBJ_BLOB)).openStream()) {
            files.replace(path, content, any -> true);
        }
    }

    /** A path itself, or anything below it. */
    private static boolean within(String path, @Nullable List<String> paths) {
        return paths == null || paths.stream().anyMatch(it -> path.equals(it) || path.startsWith(it + "/"));
    }
}
