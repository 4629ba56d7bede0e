package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.writer.Writers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Describes what was found in the files, with who wrote it. */
@Component
final class Entries {

    private final Writers writers;

    Entries(Writers writers) {
        this.writers = writers;
    }

    /** Something at a path, at the moment that it was looked at. */
    record Found(RelativePath path, FileStat stat) {}

    List<FileEntry> of(String workspaceId, List<Found> found) {
        var files = found.stream().filter(it -> it.stat().isFile()).toList();
        var known = writers.of(
                workspaceId, files.stream().map(it -> it.stat().version()).toList());
        return found.stream()
                .map(it ->
                        FileEntry.of(it.path(), it.stat(), known.get(it.stat().version())))
                .toList();
    }

    FileEntry of(String workspaceId, RelativePath path, FileStat stat) {
        return of(workspaceId, List.of(new Found(path, stat))).getFirst();
    }
}
