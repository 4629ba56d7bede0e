package dev.agentdesk.kit.path;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A path below some folder, as a stranger wrote it and after every rule on its text was met.
 *
 * <p>Law: no segment is empty, {@code .} or {@code ..}, none holds a NUL, a backslash or another control character, and
 * the limits below hold. The text alone says nothing about links: {@link Beneath} sees to those. The empty path is the
 * folder itself.
 */
public record RelativePath(List<String> segments) {

    /** What Linux takes: a longer name could be stored by no file system here. */
    private static final int MAX_SEGMENT_BYTES = 255;

    /** PATH_MAX. */
    private static final int MAX_BYTES = 4096;

    /** The folder itself. */
    public static final RelativePath ROOT = new RelativePath(List.of());

    public RelativePath {
        segments = List.copyOf(segments);
    }

    /** @throws PathRefused if the text breaks a rule */
    public static RelativePath parse(String text) throws PathRefused {
        if (text.isEmpty() || text.equals(".")) {
            return ROOT;
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new PathRefused(PathRefused.Reason.MALFORMED, "The path is not valid Unicode.");
        }
        if (bytes(text) > MAX_BYTES) {
            throw new PathRefused(PathRefused.Reason.MALFORMED, "The path is longer than 4096 bytes.");
        }
        var segments = List.of(text.split("/", -1));
        for (String segment : segments) {
            check(segment);
        }
        return new RelativePath(segments);
    }

    public boolean isRoot() {
        return segments.isEmpty();
    }

    /** The last segment; the empty string for the folder itself. */
    public String name() {
        return segments.isEmpty() ? "" : segments.getLast();
    }

    public RelativePath parent() {
        return segments.isEmpty() ? this : first(segments.size() - 1);
    }

    /** A whole path of names that the file system itself gave, as {@link #toString} wrote it. */
    public static RelativePath named(String text) {
        return text.isEmpty() ? ROOT : new RelativePath(List.of(text.split("/", -1)));
    }

    /** Where it leads after that folder, in which it is, was renamed. */
    public RelativePath under(RelativePath folder, RelativePath renamed) {
        var moved = new java.util.ArrayList<>(renamed.segments);
        moved.addAll(segments.subList(folder.segments.size(), segments.size()));
        return new RelativePath(moved);
    }

    /** Whether it leads into that folder, or is it. */
    public boolean isWithin(RelativePath folder) {
        int depth = folder.segments.size();
        return segments.size() >= depth && segments.subList(0, depth).equals(folder.segments);
    }

    /** The path of the first {@code n} segments. */
    RelativePath first(int n) {
        return new RelativePath(segments.subList(0, n));
    }

    /** A name that the file system itself gave, which need not meet the rules for strangers. */
    public RelativePath child(String name) {
        var longer = new java.util.ArrayList<>(segments);
        longer.add(name);
        return new RelativePath(longer);
    }

    @Override
    public String toString() {
        return String.join("/", segments);
    }

    private static void check(String segment) throws PathRefused {
        if (segment.isEmpty()) {
            throw new PathRefused(PathRefused.Reason.MALFORMED, "The path is absolute or has an empty segment.");
        }
        if (segment.equals(".") || segment.equals("..")) {
            throw new PathRefused(PathRefused.Reason.MALFORMED, "The path has a segment '.' or '..'.");
        }
        if (segment.indexOf('\\') >= 0 || segment.codePoints().anyMatch(Character::isISOControl)) {
            throw new PathRefused(PathRefused.Reason.MALFORMED, "The path has a backslash or a control character.");
        }
        if (bytes(segment) > MAX_SEGMENT_BYTES) {
            throw new PathRefused(PathRefused.Reason.MALFORMED, "A segment of the path is longer than 255 bytes.");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
