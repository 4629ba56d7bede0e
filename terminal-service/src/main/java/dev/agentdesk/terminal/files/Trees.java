package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.OutOfSpace;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.terminal.environment.Environments;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;
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
        try (var files = Beneath.folder(environments.folder(workspaceId).files())) {
            return use.with(files);
        } catch (NoSuchFileException absent) {
            throw new Rejection(ProblemCode.NOT_FOUND, "There is no such file.");
        } catch (PathRefused refused) {
            throw problem(refused);
        } catch (AccessDeniedException denied) {
            throw new Rejection(ProblemCode.FORBIDDEN, "The file system does not permit it.");
        } catch (DirectoryNotEmptyException busy) {
            throw new Rejection(ProblemCode.CONFLICT, "Something was put into the folder meanwhile; try again.");
        } catch (OutOfSpace full) {
            throw new Rejection(ProblemCode.STORAGE_LOW, "There is no space left for this file.");
        }
    }

    private static RuntimeException problem(PathRefused refused) {
        var detail = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case MALFORMED -> InvalidRequest.at("?path", "malformed", detail);
            case OUTSIDE -> InvalidRequest.at("?path", "outside", detail);
            case NOT_A_FILE, NOT_A_FOLDER -> new Rejection(ProblemCode.CONFLICT, detail);
            case CONDITION -> new Rejection(ProblemCode.PRECONDITION_FAILED, detail);
        };
    }
}
