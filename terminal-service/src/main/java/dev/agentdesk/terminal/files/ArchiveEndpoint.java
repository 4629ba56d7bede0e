package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.ActiveContentHeaders;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.files.Entries.Found;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Sends a folder as a zip file that is made while it is sent.
 *
 * <p>Links, pipes and devices are left out, and so is what vanishes meanwhile. If it breaks off, the directory at the
 * end of the zip is missing: half an archive can't be taken for a whole one.
 */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/files/archive")
class ArchiveEndpoint {

    /** What is to be sent is listed before the first byte; larger trees are fetched folder by folder. */
    private static final int MOST_ENTRIES = 50_000;

    private static final int CHUNK = 64 * 1024;

    private final Access access;
    private final Trees trees;
    private final Share archives = new Share(4, "archives");

    ArchiveEndpoint(Access access, Trees trees) {
        this.access = access;
        this.trees = trees;
    }

    @GetMapping
    void archive(@PathVariable String id, @RequestParam(defaultValue = "") String path, HttpServletResponse response)
            throws IOException {
        var principal = RequestContext.current().principal();
        var workspace = access.require(principal, "files:read", id);
        try (var taken = archives.take(principal.id())) {
            trees.use(workspace.workspaceId(), files -> {
                var folder = Trees.folder(path);
                var found = found(files, folder);
                ActiveContentHeaders.set(response, (folder.isRoot() ? workspace.slug() : folder.name()) + ".zip");
                response.setHeader("Cache-Control", "private, no-store");
                response.setContentType("application/zip");
                send(files, folder, found, response.getOutputStream());
                return Map.of();
            });
        }
    }

    private static List<Found> found(Beneath files, RelativePath folder) throws IOException {
        var found = new ArrayList<Found>();
        var tree = new Tree(files, any -> true, (path, stat) -> {
            found.add(new Found(path, stat));
            return found.size() <= MOST_ENTRIES;
        });
        if (!tree.walk(folder)) {
            throw new Rejection(
                    ProblemCode.PAYLOAD_TOO_LARGE,
                    "There are more than " + MOST_ENTRIES + " files; fetch the folders in it one by one.");
        }
        return found;
    }

    private static void send(Beneath files, RelativePath folder, List<Found> found, OutputStream out)
            throws IOException {
        var names = new SafeNames();
        int prefix = folder.isRoot() ? 0 : folder.toString().length() + 1;
        var buffer = new byte[CHUNK];
        var zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED);
        for (var each : found) {
            var name = names.of(
                    each.path().toString().substring(prefix), each.stat().isFolder());
            var entry = new ZipEntry(name);
            entry.setTime(each.stat().modifiedAt().toEpochMilli());
            if (each.stat().isFolder()) {
                zip.putNextEntry(entry);
                zip.closeEntry();
            } else {
                add(files, each.path(), entry, zip, buffer);
            }
        }
        zip.finish();
    }

    /** As long as it was when it was opened: a file that is being written need not have an end. */
    private static void add(Beneath files, RelativePath path, ZipEntry entry, ZipOutputStream zip, byte[] buffer)
            throws IOException {
        try (var file = files.read(path)) {
            var in = Channels.newInputStream(file.channel());
            zip.putNextEntry(entry);
            for (long left = file.stat().size(); left > 0; ) {
                int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (n < 0) {
                    break;
                }
                zip.write(buffer, 0, n);
                left -= n;
            }
            zip.closeEntry();
        } catch (NoSuchFileException | AccessDeniedException | PathRefused changedMeanwhile) {
            return;
        }
    }
}
