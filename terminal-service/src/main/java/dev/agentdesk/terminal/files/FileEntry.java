package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.terminal.writer.LastWriter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One file or folder of a listing.
 *
 * @param type {@code file, folder, link, other}
 * @param mode as chmod takes it: {@code 0644}
 * @param lastWriter null where a command wrote it, or nobody remembers
 */
record FileEntry(
        String path,
        String type,
        long size,
        Instant modifiedAt,
        @Nullable String etag,
        String mode,
        @Nullable LastWriter lastWriter) {

    static FileEntry of(RelativePath path, FileStat stat, @Nullable LastWriter lastWriter) {
        return new FileEntry(
                path.toString(),
                stat.type().name().toLowerCase(Locale.ROOT),
                stat.isFile() ? stat.size() : 0,
                stat.modifiedAt(),
                stat.isFile() ? tag(stat) : null,
                "%04o".formatted(stat.mode()),
                lastWriter);
    }

    static String tag(FileStat stat) {
        return '"' + stat.version() + '"';
    }
}
