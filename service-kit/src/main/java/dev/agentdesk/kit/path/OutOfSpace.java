package dev.agentdesk.kit.path;

import java.nio.file.FileSystemException;

/** The disk, or a quota on it, is full. */
public final class OutOfSpace extends FileSystemException {

    OutOfSpace(String path) {
        super(path, null, "no space left");
    }
}
