package dev.agentdesk.terminal.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.jspecify.annotations.Nullable;

/** What differs between two trees; bounded, whatever an agent has done to its files. */
final class Comparison {

    /** A list is for people. */
    static final int MOST_CHANGES = 1_000;

    private static final int MOST_PATCH = 2 * 1024 * 1024;

    /** Larger texts are not compared line by line. */
    private static final int LARGEST_TEXT = 512 * 1024;

    private final ObjectReader objects;
    private final List<DiffEntry> entries;

    Comparison(ObjectReader objects, String from, String to) throws IOException {
        this.objects = objects;
        try (var formatter = formatter(new ByteArrayOutputStream())) {
            this.entries = formatter.scan(ObjectId.fromString(from), ObjectId.fromString(to));
        }
    }

    /** One path, its content before and after; null where there is none. */
    record Difference(
            String path,
            @Nullable ObjectId before,
            @Nullable ObjectId after) {}

    List<Difference> differences() {
        return entries.stream()
                .map(entry -> new Difference(
                        path(entry),
                        id(entry.getOldMode(), entry.getOldId()),
                        id(entry.getNewMode(), entry.getNewId())))
                .toList();
    }

    boolean truncated() {
        return entries.size() > MOST_CHANGES;
    }

    List<Change> changes() throws IOException {
        var changes = new ArrayList<Change>();
        for (var difference : differences()) {
            if (changes.size() == MOST_CHANGES) {
                break;
            }
            changes.add(change(difference));
        }
        return changes;
    }

    /** A unified diff; what does not fit any more is named at its end. */
    String patch() throws IOException {
        var out = new ByteArrayOutputStream();
        int shown = 0;
        try (var formatter = formatter(out)) {
            for (var entry : entries) {
                if (out.size() >= MOST_PATCH) {
                    break;
                }
                formatter.format(entry);
                formatter.flush();
                shown++;
            }
        }
        var patch = out.toString(StandardCharsets.UTF_8);
        return shown == entries.size()
                ? patch
                : patch + "# " + (entries.size() - shown) + " more files differ; compare them one by one.\n";
    }

    private Change change(Difference difference) throws IOException {
        var before = text(difference.before());
        var after = text(difference.after());
        var oldSize = size(difference.before());
        var size = size(difference.after());
        var kind = oldSize == null ? "added" : size == null ? "deleted" : "modified";
        if (before == null || after == null) {
            return new Change(difference.path(), kind, oldSize, size, null, null, true);
        }
        int additions = 0;
        int deletions = 0;
        for (var edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, before, after)) {
            additions += edit.getLengthB();
            deletions += edit.getLengthA();
        }
        return new Change(difference.path(), kind, oldSize, size, additions, deletions, false);
    }

    /** Empty where there is nothing; null for what is not compared line by line. */
    private @Nullable RawText text(@Nullable ObjectId blob) throws IOException {
        if (blob == null) {
            return RawText.EMPTY_TEXT;
        }
        var object = objects.open(blob, Constants.OBJ_BLOB);
        if (object.getSize() > LARGEST_TEXT) {
            return null;
        }
        var content = object.getCachedBytes(LARGEST_TEXT);
        return RawText.isBinary(content) ? null : new RawText(content);
    }

    private @Nullable Long size(@Nullable ObjectId blob) throws IOException {
        return blob == null ? null : objects.getObjectSize(blob, Constants.OBJ_BLOB);
    }

    private DiffFormatter formatter(ByteArrayOutputStream out) {
        var formatter = new DiffFormatter(out);
        formatter.setReader(objects, new Config());
        formatter.setBinaryFileThreshold(LARGEST_TEXT);
        formatter.setDetectRenames(false);
        return formatter;
    }

    private static String path(DiffEntry entry) {
        return entry.getChangeType() == DiffEntry.ChangeType.DELETE ? entry.getOldPath() : entry.getNewPath();
    }

    private static @Nullable ObjectId id(FileMode mode, AbbreviatedObjectId id) {
        return mode == FileMode.MISSING ? null : id.toObjectId();
    }
}
