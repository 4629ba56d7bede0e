package dev.agentdesk.kit.path;

import java.time.Instant;

/**
 * What the file system says about one entry, links not followed at the end.
 *
 * @param version changes with every change of content or attributes that the file system notices; opaque
 */
public record FileStat(Type type, long size, Instant modifiedAt, int mode, int uid, int gid, String version) {

    /** The kinds that matter; pipes, sockets and devices are {@code OTHER} and are never opened. */
    public enum Type {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    public boolean isFile() {
        return type == Type.FILE;
    }

    public boolean isFolder() {
        return type == Type.FOLDER;
    }
}
