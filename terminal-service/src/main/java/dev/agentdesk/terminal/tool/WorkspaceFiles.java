package dev.agentdesk.terminal.tool;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.OutOfSpace;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.environment.Running;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.NoSuchFileException;

/** The Workspace's files as a tool sees them; failures are told to the agent. */
final class WorkspaceFiles {

    /** How the root is called inside of the sandbox. */
    private static final String ROOT = "/workspace";

    private WorkspaceFiles() {}

    /** What a tool does with the files. */
    @FunctionalInterface
    interface Use<T> {

        T with(Beneath files) throws IOException, ToolFailure;
    }

    static <T> T use(Running running, Use<T> use) throws IOException, ToolFailure {
        try (var files = Beneath.folder(running.folder().files())) {
            return use.with(files);
        } catch (NoSuchFileException absent) {
            throw new ToolFailure("There is no such file: " + absent.getFile());
        } catch (AccessDeniedException denied) {
            throw new ToolFailure("The file can't be accessed: " + denied.getFile());
        } catch (OutOfSpace full) {
            throw new ToolFailure("There is no space left.");
        } catch (DirectoryNotEmptyException busy) {
            throw new ToolFailure("The folder is not empty.");
        } catch (PathRefused refused) {
            throw new ToolFailure(String.valueOf(refused.getMessage()));
        }
    }

    /** Agents write paths relative to the root or as they see them from inside. */
    static RelativePath path(Running running, String text) throws PathRefused {
        for (String root : new String[] {ROOT, running.folder().files().toString()}) {
            if (text.equals(root)) {
                return RelativePath.ROOT;
            }
            if (text.startsWith(root + "/")) {
                return RelativePath.parse(text.substring(root.length() + 1));
            }
        }
        return RelativePath.parse(text.startsWith("./") ? text.substring(2) : text);
    }

    /** The whole file, unless it is larger than {@code most} bytes. */
    static byte[] bytes(Beneath files, RelativePath path, long most) throws IOException, ToolFailure {
        try (var file = files.read(path)) {
            if (file.stat().size() > most) {
                throw new ToolFailure("The file has " + file.stat().size() + " bytes, more than " + most + ".");
            }
            return Channels.newInputStream(file.channel()).readNBytes((int) most);
        }
    }

    /** Git decides the same way: a NUL among the first bytes. */
    static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, 8000); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
