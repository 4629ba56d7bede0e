package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.writer.Author;
import dev.agentdesk.terminal.writer.Writers;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Makes folders, moves and copies.
 *
 * <p>Nothing is replaced unless that is asked for, and never a folder that has something in it. {@code If-Match} speaks
 * of what is moved or copied. Missing folders around the new name are made, as a write makes them.
 */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/files")
class ArrangeEndpoint {

    private static final String WRITE = "files:write";

    /** Where a path of a body leads out, only the file system knows which. */
    private static final String WHOLE_BODY = "";

    private final Access access;
    private final Trees trees;
    private final Entries entries;
    private final Writers writers;

    ArrangeEndpoint(Access access, Trees trees, Entries entries, Writers writers) {
        this.access = access;
        this.trees = trees;
        this.entries = entries;
        this.writers = writers;
    }

    record NewFolder(@Nullable String path) {}

    record NewName(
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean overwrite) {

        boolean replaces() {
            return Boolean.TRUE.equals(overwrite);
        }
    }

    /** A folder that is there already is a success. */
    @PostMapping("/mkdir")
    ResponseEntity<FileEntry> makeFolder(@PathVariable String id, @RequestBody NewFolder folder) throws IOException {
        var workspace = allowed(id);
        var path = Trees.path(folder.path(), "/path");
        return trees.use(workspace, "/path", files -> {
            boolean isNew = files.entry(path) == null;
            files.makeFolders(path);
            return ResponseEntity.status(isNew ? 201 : 200).body(entries.of(workspace, path, files.stat(path)));
        });
    }

    @PostMapping("/move")
    FileEntry move(
            @PathVariable String id,
            @RequestBody NewName name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch)
            throws IOException {
        var workspace = allowed(id);
        var from = Trees.path(name.from(), "/from");
        var to = Trees.path(name.to(), "/to");
        return trees.use(workspace, WHOLE_BODY, files -> {
            var before = files.entry(from);
            makeRoom(files, before, from, to);
            var after = files.move(from, to, name.replaces(), new Condition(ifMatch, null));
            if (before != null) {
                writers.moved(workspace, before, after);
            }
            return entries.of(workspace, to, after);
        });
    }

    /** Whoever copies a file is the one who wrote the copy. */
    @PostMapping("/copy")
    ResponseEntity<FileEntry> copy(
            @PathVariable String id,
            @RequestBody NewName name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch)
            throws IOException {
        var workspace = allowed(id);
        var from = Trees.path(name.from(), "/from");
        var to = Trees.path(name.to(), "/to");
        return trees.use(workspace, WHOLE_BODY, files -> {
            var old = files.entry(to);
            makeRoom(files, files.entry(from), from, to);
            var made = files.copy(from, to, name.replaces(), new Condition(ifMatch, null));
            if (made.isFile()) {
                writers.wrote(
                        workspace,
                        Author.of(RequestContext.current().principal().actor()),
                        made,
                        old);
            }
            return ResponseEntity.status(old == null ? 201 : 200).body(entries.of(workspace, to, made));
        });
    }

    /** Nothing is made for something that is not there or would have to hold itself. */
    private static void makeRoom(Beneath files, @Nullable FileStat present, RelativePath from, RelativePath to)
            throws IOException {
        if (present != null && !to.isWithin(from)) {
            files.makeFolders(to.parent());
        }
    }

    private String allowed(String id) {
        return access.require(RequestContext.current().principal(), WRITE, id).workspaceId();
    }
}
