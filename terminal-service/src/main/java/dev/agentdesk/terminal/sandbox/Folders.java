package dev.agentdesk.terminal.sandbox;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.RelativePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The folders of the Workspaces under one root, made with the rights that the tiers need. Idempotent.
 *
 * @param users whether a Workspace's folders belong to a user of its own
 */
public record Folders(Path root, boolean users) {

    public WorkspaceFolder of(String workspaceId) {
        return new WorkspaceFolder(root.resolve(workspaceId));
    }

    /** Makes what is missing. The base may be entered by its own user and listed by nobody. */
    public WorkspaceFolder prepare(String workspaceId, int user) throws IOException {
        var folder = of(workspaceId);
        make(folder.base(), users ? "rwx--x--x" : "rwx------");
        make(folder.outputs(), "rwx------");
        make(folder.recordings(), "rwx------");
        for (Path own : new Path[] {folder.files(), folder.home(), folder.temporary()}) {
            make(own, "rwx------");
            if (users) {
                Files.setAttribute(own, "unix:uid", user);
                Files.setAttribute(own, "unix:gid", user);
            }
        }
        if (users) {
            name(folder, user);
        }
        return folder;
    }

    /** Removes everything of the Workspace; harmless to repeat. */
    public void remove(String workspaceId) throws IOException {
        try (var beneath = Beneath.folder(root)) {
            beneath.delete(RelativePath.parse(workspaceId), any -> true);
        } catch (NoSuchFileException gone) {
            return;
        }
    }

    /** Programs ask who they are; inside of tier T2 there is an answer. */
    private static void name(WorkspaceFolder folder, int user) throws IOException {
        Files.writeString(
                folder.passwd(),
                "root:x:0:0:root:/root:/usr/sbin/nologin\nagent:x:%d:%d:agent:/home/agent:/bin/bash\n"
                        .formatted(user, user));
        Files.writeString(folder.group(), "root:x:0:\nagent:x:%d:\n".formatted(user));
        for (Path file : new Path[] {folder.passwd(), folder.group()}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        }
    }

    private static void make(Path path, String mode) throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
