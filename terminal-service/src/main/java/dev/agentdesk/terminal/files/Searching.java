package dev.agentdesk.terminal.files;

import dev.agentdesk.kit.path.Beneath;
import dev.agentdesk.kit.path.FileStat;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search through names and contents. Bounded in time, in files, in bytes and in what it finds; {@link #complete}
 * says whether it came to the end. Binary and huge files, and what git keeps for itself, are left out.
 */
final class Searching {

    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int MOST_FILES = 50_000;
    private static final long MOST_BYTES = 256L << 20;
    private static final long LARGEST_FILE = 4L << 20;
    private static final int MOST_IN_ONE_FILE = 20;
    private static final int BINARY_PROBE = 8000;

    /** A line longer than this is looked at in part: it was not written by hand. */
    private static final int LONGEST_LINE = 20_000;

    /** What is shown around a hit. */
    private static final int BEFORE = 60;

    private static final int SHOWN = 240;

    private final Beneath files;
    private final Search search;
    private final int most;
    private final long deadline = System.nanoTime() + LONGEST_NANOS;
    private final List<Match> matches = new ArrayList<>();
    private int looked;
    private long bytes;
    private boolean complete = true;

    /**
     * @param kind {@code name} or {@code content}
     * @param line from 1, of a content
     */
    record Match(
            String path, String type, String kind, @Nullable Integer line, List<Part> snippet) {}

    /** A piece of a line, and whether it is what was looked for. */
    record Part(String text, boolean hit) {}

    Searching(Beneath files, Search search, int most) {
        this.files = files;
        this.search = search;
        this.most = most;
    }

    List<Match> names(RelativePath folder) throws IOException {
        walk(folder, (path, stat) -> {
            var name = path.name();
            search.in(name).ifPresent(hit -> add(path, stat, "name", null, name, hit));
            return goesOn();
        });
        return matches;
    }

    List<Match> contents(RelativePath folder) throws IOException {
        walk(folder, (path, stat) -> {
            if (stat.isFile() && stat.size() <= LARGEST_FILE) {
                content(path);
            }
            return goesOn();
        });
        return matches;
    }

    /** Whether everything was looked at and everything found is there. */
    boolean complete() {
        return complete;
    }

    private void walk(RelativePath folder, Tree.Visit visit) throws IOException {
        looked = 0;
        new Tree(files, Tree.NOT_GITS, visit).walk(folder);
    }

    private boolean goesOn() {
        boolean goesOn =
                matches.size() < most && ++looked < MOST_FILES && bytes < MOST_BYTES && System.nanoTime() < deadline;
        complete &= goesOn;
        return goesOn;
    }

    private void content(RelativePath path) throws IOException {
        try (var file = files.read(path)) {
            var content = Channels.newInputStream(file.channel()).readNBytes((int) LARGEST_FILE);
            bytes += content.length;
            if (!isBinary(content)) {
                lines(path, file.stat(), new String(content, StandardCharsets.UTF_8));
            }
        } catch (NoSuchFileException | AccessDeniedException | PathRefused changedMeanwhile) {
            return;
        }
    }

    private void lines(RelativePath path, FileStat stat, String text) {
        int found = 0;
        int number = 0;
        for (int from = 0; from <= text.length() && found < MOST_IN_ONE_FILE; ) {
            int end = text.indexOf('\n', from) < 0 ? text.length() : text.indexOf('\n', from);
            var line = text.substring(from, Math.min(end, from + LONGEST_LINE));
            var hit = search.in(line);
            number++;
            from = end + 1;
            if (hit.isPresent()) {
                found++;
                add(path, stat, "content", number, line, hit.get());
            }
            if (matches.size() >= most || System.nanoTime() > deadline) {
                return;
            }
        }
    }

    private void add(
            RelativePath path, FileStat stat, String kind, @Nullable Integer number, String line, Search.Hit hit) {
        matches.add(new Match(path.toString(), stat.isFolder() ? "folder" : "file", kind, number, snippet(line, hit)));
    }

    private static List<Part> snippet(String line, Search.Hit hit) {
        int from = Math.max(0, hit.start() - BEFORE);
        int to = Math.min(line.length(), from + SHOWN);
        int last = Math.min(hit.end(), to);
        var parts = new ArrayList<Part>();
        parts.add(new Part((from > 0 ? "…" : "") + line.substring(from, hit.start()), false));
        parts.add(new Part(line.substring(hit.start(), last), true));
        parts.add(new Part(line.substring(last, to) + (to < line.length() ? "…" : ""), false));
        parts.removeIf(part -> part.text().isEmpty());
        return parts;
    }

    /** Git decides the same way: a NUL among the first bytes. */
    private static boolean isBinary(byte[] content) {
        for (int i = 0; i < Math.min(content.length, BINARY_PROBE); i++) {
            if (content[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
