package dev.agentdesk.terminal.checkpoint;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.terminal.environment.Environments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.springframework.stereotype.Component;

/**
 * One bare git repository per Workspace, outside of its files: objects only, no refs, no work tree, never collected.
 * What names a tree is a row.
 */
@Component
final class Repository {

    /** What so many Workspaces' files were is remembered; the others are read whole once. */
    private static final int MOST_REMEMBERED = 32;

    private final Environments environments;
    private final Map<String, Map<String, Taking.Known>> remembered =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, Taking.Known>> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            });

    Repository(Environments environments) {
        this.environments = environments;
        OwnSettings.use();
    }

    /** What is read of a repository. */
    @FunctionalInterface
    interface Reading<T> {

        T from(ObjectReader objects) throws IOException;
    }

    /** The files as they are now. */
    Snapshot take(String workspaceId) throws IOException {
        var folder = environments.folder(workspaceId);
        try (var repository = open(folder.checkpoints());
                var inserter = repository.newObjectInserter();
                var files = Beneath.folder(folder.files())) {
            var taking = new Taking(files, inserter, remembered.getOrDefault(workspaceId, Map.of()));
            var snapshot = taking.take();
            remembered.put(workspaceId, taking.known());
            return snapshot;
        }
    }

    <T> T read(String workspaceId, Reading<T> reading) {
        try (var repository = open(environments.folder(workspaceId).checkpoints());
                var objects = repository.newObjectReader()) {
            return reading.from(objects);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoints of " + workspaceId + " can't be read", e);
        }
    }

    void forget(String workspaceId) {
        remembered.remove(workspaceId);
    }

    private static FileRepository open(Path folder) throws IOException {
        boolean fresh = !Files.isDirectory(folder.resolve("objects"));
        if (fresh) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        var repository = new FileRepository(
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().setup());
        if (fresh) {
            repository.create(true);
        }
        return repository;
    }
}
