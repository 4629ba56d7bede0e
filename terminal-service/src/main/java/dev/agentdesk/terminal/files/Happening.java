package dev.agentdesk.terminal.files;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an entry of the files.
 *
 * @param from its path before, where it was renamed
 */
record Happening(Type type, String path, @Nullable String from) {

    /** In the published form: lower case. */
    enum Type {
        CREATED,
        MODIFIED,
        DELETED,
        RENAMED,
        /** Too much happened, or not everything was heard: what one knows of the files has to be read anew. */
        OVERFLOW,
        /** The files are gone for good. */
        GONE
    }

    static final Happening TOO_MUCH = new Happening(Type.OVERFLOW, "", null);
    static final Happening END = new Happening(Type.GONE, "", null);
}
