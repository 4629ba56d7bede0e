package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.writer.Author;
import dev.agentdesk.terminal.writer.Writers;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.FileUploadException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.impl.InvalidContentTypeException;
import org.apache.tomcat.util.http.fileupload.impl.SizeException;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes several files of a form at once.
 *
 * <p>Each is streamed to its place and appears whole or not at all; if one is refused, those before it stay, and the
 * answer says which. A file's name may be a path, as browsers send it for a folder.
 */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/files/upload")
class UploadEndpoint {

    /** A larger tree comes as an archive that is unpacked inside. */
    private static final int MOST_FILES = 100;

    /** A name, a type, and nothing else of use. */
    private static final int MOST_PART_HEADERS = 8 * 1024;

    private final Access access;
    private final Trees trees;
    private final Entries entries;
    private final Writers writers;
    private final Share uploads = new Share(10, "uploads");

    UploadEndpoint(Access access, Trees trees, Entries entries, Writers writers) {
        this.access = access;
        this.trees = trees;
        this.entries = entries;
        this.writers = writers;
    }

    /** The files that are there now, in their order in the form. */
    record Stored(List<FileEntry> data) {}

    /** @param ifNoneMatch {@code *}: replaces nothing */
    @PostMapping
    ResponseEntity<Stored> upload(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String path,
            @RequestHeader(name = "If-None-Match", required = false) @Nullable String ifNoneMatch,
            HttpServletRequest request)
            throws IOException {
        var principal = RequestContext.current().principal();
        var workspace = access.require(principal, "files:write", id).workspaceId();
        try (var taken = uploads.take(principal.id())) {
            var stored = trees.use(workspace, files -> {
                var upload = new Upload(files, workspace, path, new Condition(null, ifNoneMatch));
                return upload.all(parts(request));
            });
            return ResponseEntity.status(201).body(new Stored(stored));
        }
    }

    /** One form on its way. */
    private final class Upload {

        private final Beneath files;
        private final String workspace;
        private final String folder;
        private final Condition condition;
        private final Author author =
                Author.of(RequestContext.current().principal().actor());
        private final List<FileEntry> stored = new ArrayList<>();

        Upload(Beneath files, String workspace, String path, Condition condition) throws IOException {
            this.files = files;
            this.workspace = workspace;
            this.folder = Trees.folder(path).toString();
            this.condition = condition;
        }

        List<FileEntry> all(FileItemIterator parts) throws IOException {
            try {
                while (parts.hasNext()) {
                    store(parts.next());
                }
            } catch (FileUploadException | MultipartStream.MalformedStreamException broken) {
                throw refused(broken);
            } catch (InvalidFileNameException malformed) {
                throw InvalidRequest.at(pointer(), "malformed", "The name has a character that none may have.");
            }
            if (stored.isEmpty()) {
                throw InvalidRequest.at("", "required", "The form has no file.");
            }
            return stored;
        }

        private void store(FileItemStream part) throws IOException {
            if (part.isFormField()) {
                throw InvalidRequest.at("/" + part.getFieldName(), "unknown", "Only files are taken here.");
            }
            if (stored.size() == MOST_FILES) {
                throw new Rejection(
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        "At most " + MOST_FILES + " files are taken at once; the first of them are stored.",
                        new Stored(List.copyOf(stored)));
            }
            var name = part.getName();
            if (name == null || name.isEmpty()) {
                throw InvalidRequest.at(pointer(), "required", "A file needs a name.");
            }
            var where = Trees.path(folder.isEmpty() ? name : folder + "/" + name, pointer());
            var old = files.entry(where);
            if (!condition.test(old)) {
                throw new Rejection(
                        ProblemCode.PRECONDITION_FAILED,
                        where + " is there already; the files before it are stored.",
                        new Stored(List.copyOf(stored)));
            }
            put(where, part);
        }

        private void put(RelativePath where, FileItemStream part) throws IOException {
            var old = files.entry(where);
            files.makeFolders(where.parent());
            try (var content = part.openStream()) {
                var written = files.replace(where, content, condition);
                writers.wrote(workspace, author, written, old);
                stored.add(entries.of(workspace, where, written));
            }
        }

        private String pointer() {
            return "/files/" + stored.size();
        }
    }

    private static FileItemIterator parts(HttpServletRequest request) throws IOException {
        var form = new FileUpload();
        form.setHeaderEncoding("UTF-8");
        form.setPartHeaderSizeMax(MOST_PART_HEADERS);
        try {
            return form.getItemIterator(new ServletRequestContext(request));
        } catch (FileUploadException refused) {
            throw refused(refused);
        }
    }

    private static Rejection refused(IOException why) {
        return switch (why) {
            case InvalidContentTypeException other ->
                new Rejection(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "Send multipart/form-data.");
            case SizeException large ->
                new Rejection(ProblemCode.PAYLOAD_TOO_LARGE, "A part of the form is too large.");
            default -> new Rejection(ProblemCode.INVALID_REQUEST, "The form can't be read to its end.");
        };
    }
}
