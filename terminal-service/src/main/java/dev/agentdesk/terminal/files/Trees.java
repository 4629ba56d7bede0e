package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.OutOfSpace;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.environment.Environments;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Opens the files of a Workspace, and tells callers of the API why something was refused. */
@Component
final class Trees {

    private final Environments environments;

    Trees(Environments environments) {
        this.environments = environments;
    }

    /** What is done with the files. */
    @FunctionalInterface
    interface Use<T> {

        T with(Beneath files) throws IOException;
    }

    /** Also in a Workspace that was never started. */
    <T> T use(String workspaceId, Use<T> use) throws IOException {
        return use(workspaceId, "?path", use);
    }

    /** @param pointer what is wrong with the request where a path leads out */
    <T> T use(String workspaceId, String pointer, Use<T> use) throws IOException {
        try (var files = Beneath.folder(environments.folder(workspaceId).files())) {
            return use.with(files);
        } catch (NoSuchFileException absent) {
            throw new Rejection(ProblemCode.NOT_FOUND, "There is no such file.");
        } catch (PathRefused refused) {
            throw problem(refused, pointer);
        } catch (AccessDeniedException denied) {
            throw new Rejection(ProblemCode.FORBIDDEN, "The file system does not permit it.");
        } catch (FileAlreadyExistsException taken) {
            throw new Rejection(
                    ProblemCode.CONFLICT, "Something has this name already; send overwrite: true to replace it.");
        } catch (DirectoryNotEmptyException busy) {
            throw new Rejection(
                    ProblemCode.CONFLICT, "There is a folder that is not empty; delete it first, or try again.");
        } catch (OutOfSpace full) {
            throw new Rejection(ProblemCode.STORAGE_LOW, "There is no space left for this file.");
        }
    }

    /** The root is the empty path; a slash alone means it too. */
    static RelativePath folder(String path) throws IOException {
        return RelativePath.parse(path.equals("/") ? "" : path);
    }

    /** A path in a body. */
    static RelativePath path(@Nullable String text, String pointer) {
        if (text == null || text.isEmpty()) {
            throw InvalidRequest.at(pointer, "required", "A path is required.");
        }
        try {
            return RelativePath.parse(text);
        } catch (PathRefused refused) {
            throw problem(refused, pointer);
        }
    }

    private static RuntimeException problem(PathRefused refused, String pointer) {
        var detail = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case MALFORMED -> InvalidRequest.at(pointer, "malformed", detail);
            case OUTSIDE -> InvalidRequest.at(pointer, "outside", detail);
            case NOT_A_FILE, NOT_A_FOLDER -> new Rejection(ProblemCode.CONFLICT, detail);
            case TOO_MUCH -> new Rejection(ProblemCode.PAYLOAD_TOO_LARGE, detail);
            case CONDITION -> new Rejection(ProblemCode.PRECONDITION_FAILED, detail);
        };
    }
}
