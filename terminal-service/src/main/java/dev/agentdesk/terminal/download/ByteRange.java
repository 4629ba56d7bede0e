package dev.agentdesk.terminal.download;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import org.jspecify.annotations.Nullable;

/** A part of a content of known size, both ends included. */
record ByteRange(long first, long last) {

    long length() {
        return last - first + 1;
    }

    /**
     * What a {@code Range} header asks for; null for the whole: no header, another unit, several ranges, or nonsense,
     * which RFC 9110 wants ignored.
     *
     * @throws Rejection 416 for a range that begins beyond the end
     */
    static @Nullable ByteRange of(@Nullable String header, long size) {
        if (header == null || !header.matches("bytes=([0-9]{1,18}-[0-9]{0,18}|-[0-9]{1,18})")) {
            return null;
        }
        var spec = header.substring("bytes=".length());
        int dash = spec.indexOf('-');
        if (dash == 0) {
            return suffix(Long.parseLong(spec.substring(1)), size);
        }
        long first = Long.parseLong(spec.substring(0, dash));
        var end = spec.substring(dash + 1);
        long last = end.isEmpty() ? size - 1 : Math.min(Long.parseLong(end), size - 1);
        if (first >= size) {
            throw unsatisfiable(size);
        }
        return last < first ? null : new ByteRange(first, last);
    }

    private static ByteRange suffix(long length, long size) {
        if (length == 0 || size == 0) {
            throw unsatisfiable(size);
        }
        return new ByteRange(Math.max(0, size - length), size - 1);
    }

    private static Rejection unsatisfiable(long size) {
        return new Rejection(ProblemCode.RANGE_NOT_SATISFIABLE, "The content has " + size + " bytes.");
    }
}
