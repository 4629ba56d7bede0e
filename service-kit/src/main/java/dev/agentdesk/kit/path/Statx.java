package dev.agentdesk.kit.path;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.agentdesk.kit.path.FileStat.Type;
import java.lang.foreign.MemorySegment;
import java.time.Instant;

/** Reads what the kernel writes about an entry ({@code struct statx}); the same on all architectures. */
final class Statx {

    private Statx() {}

    static FileStat read(MemorySegment statx) {
        int mode = Short.toUnsignedInt(statx.get(JAVA_SHORT, 28));
        long inode = statx.get(JAVA_LONG, 32);
        long size = statx.get(JAVA_LONG, 40);
        var changed = time(statx, 96);
        var modified = time(statx, 112);
        var version = Long.toHexString(inode)
                + '-'
                + Long.toHexString(size)
                + '-'
                + Long.toHexString(changed.getEpochSecond() * 1_000_000_000L + changed.getNano());
        return new FileStat(
                type(mode), size, modified, mode & 07777, statx.get(JAVA_INT, 20), statx.get(JAVA_INT, 24), version);
    }

    private static Instant time(MemorySegment statx, long offset) {
        return Instant.ofEpochSecond(statx.get(JAVA_LONG, offset), statx.get(JAVA_INT, offset + 8));
    }

    private static Type type(int mode) {
        return switch (mode & 0170000) {
            case 0100000 -> Type.FILE;
            case 0040000 -> Type.FOLDER;
            case 0120000 -> Type.LINK;
            default -> Type.OTHER;
        };
    }
}
