package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.download.Content;
import dev.agentdesk.terminal.download.Download;
import dev.agentdesk.terminal.files.Entries.Found;
import dev.agentdesk.terminal.writer.Author;
import dev.agentdesk.terminal.writer.Writers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists, reads, writes and deletes files of a Workspace.
 *
 * <p>Contents are streamed both ways. A file is replaced as a whole or not at all; {@code If-Match} and
 * {@code If-None-Match: *} are looked at immediately before: of two who have seen one version one can replace it.
 */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/files")
class FileEndpoint {

    private static final String READ = "files:read";
    private static final String WRITE = "files:write";

    /** A listing is for people; a larger tree is read folder by folder. */
    private static final int MOST_ENTRIES = 10_000;

    private static final int DEEPEST = 20;

    private final Access access;
    private final Trees trees;
    private final Entries entries;
    private final Writers writers;

    FileEndpoint(Access access, Trees trees, Entries entries, Writers writers) {
        this.access = access;
        this.trees = trees;
        this.entries = entries;
        this.writers = writers;
    }

    /** What is in the folder, or in the folders below it too; {@code truncated} if that was too much. */
    record Listing(List<FileEntry> data, @Nullable String nextCursor, boolean truncated) {}

    @GetMapping
    Listing list(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String path,
            @RequestParam(defaultValue = "1") int depth,
            @RequestParam(required = false) @Nullable String at)
            throws IOException {
        var workspace = allowed(READ, id, at);
        if (depth < 1 || depth > DEEPEST) {
            throw InvalidRequest.at("?depth", "out-of-range", "A depth is a number from 1 to " + DEEPEST + ".");
        }
        return trees.use(workspace, files -> {
            var found = new ArrayList<Found>();
            boolean whole = collect(files, Trees.folder(path), depth, found);
            return new Listing(entries.of(workspace, found), null, !whole);
        });
    }

    @GetMapping("/content")
    void read(
            @PathVariable String id,
            @RequestParam String path,
            @RequestParam(required = false) @Nullable String at,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var workspace = allowed(READ, id, at);
        trees.use(workspace, files -> {
            var where = RelativePath.parse(path);
            try (var file = files.read(where)) {
                var content = Content.of(file.channel());
                new Download(content, file.stat().size(), FileEntry.tag(file.stat()), where.name())
                        .send(request, response);
            }
            return Map.of();
        });
    }

    @PutMapping("/content")
    ResponseEntity<FileEntry> write(
            @PathVariable String id,
            @RequestParam String path,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            HttpServletRequest request)
            throws IOException {
        var workspace = allowed(WRITE, id, null);
        return trees.use(workspace, files -> {
            var where = RelativePath.parse(path);
            var condition = new Condition(ifMatch, ifNoneMatch);
            var old = files.entry(where);
            demand(condition, workspace, where, old);
            files.makeFolders(where.parent());
            var written = files.replace(where, request.getInputStream(), condition);
            writers.wrote(workspace, author(), written, old);
            return ResponseEntity.status(old == null ? 201 : 200)
                    .eTag(FileEntry.tag(written))
                    .body(entries.of(workspace, where, written));
        });
    }

    @DeleteMapping("/content")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestParam String path,
            @RequestParam(defaultValue = "false") boolean recursive,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch)
            throws IOException {
        var workspace = allowed(WRITE, id, null);
        return trees.use(workspace, files -> {
            var where = RelativePath.parse(path);
            var condition = new Condition(ifMatch, null);
            var present = files.entry(where);
            demand(condition, workspace, where, present);
            if (present != null && present.isFolder() && !recursive) {
                throw new Rejection(
                        ProblemCode.CONFLICT, "This is a folder; add recursive=true to delete all that is in it.");
            }
            files.delete(where, condition);
            return ResponseEntity.noContent().build();
        });
    }

    /** Looked at before anything is read or made; what counts is looked at again at the end. */
    private void demand(Condition condition, String workspace, RelativePath path, @Nullable FileStat present) {
        if (!condition.test(present)) {
            throw new Rejection(
                    ProblemCode.PRECONDITION_FAILED,
                    present == null ? "The file is not there." : "The file has changed since you read it.",
                    present == null ? null : entries.of(workspace, path, present));
        }
    }

    private static Author author() {
        return Author.of(RequestContext.current().principal().actor());
    }

    private String allowed(String scope, String id, @Nullable String at) {
        var workspace = access.require(RequestContext.current().principal(), scope, id);
        if (at != null) {
            throw new Rejection(ProblemCode.NOT_FOUND, "There is no checkpoint of that name or time.");
        }
        return workspace.workspaceId();
    }

    private static boolean collect(Beneath files, RelativePath folder, int depth, List<Found> found)
            throws IOException {
        for (var entry : files.list(folder)) {
            if (found.size() == MOST_ENTRIES) {
                return false;
            }
            var path = folder.child(entry.name());
            found.add(new Found(path, entry.stat()));
            if (depth > 1 && entry.stat().isFolder() && !collect(files, path, depth - 1, found)) {
                return false;
            }
        }
        return true;
    }
}
