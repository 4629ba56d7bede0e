package dev.agentdesk.terminal.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sizes of the files below a folder, by what they are for; links are not followed and what can't be read is left
 * out. Looking ends after a while: then the sums are too small, and {@code complete} is false.
 */
final class Weighed extends SimpleFileVisitor<Path> {

    private static final int MOST_FILES = 500_000;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(2);

    /** {@code <root>/<workspace>/<part>/…} */
    private static final int PART = 1;

    private final Path root;
    private final long begun = System.nanoTime();
    private final Map<String, Long> bytes = new TreeMap<>();
    private long files;
    private boolean complete = true;

    private Weighed(Path root) {
        this.root = root;
    }

    static Weighed below(Path root) {
        var weighed = new Weighed(root);
        try {
            Files.walkFileTree(root, weighed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return weighed;
    }

    Map<String, Object> figures() {
        return Map.of("files", files, "bytes", bytes, "complete", complete);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        var name = root.relativize(file);
        if (attributes.isRegularFile() && name.getNameCount() > PART + 1) {
            bytes.merge(part(name), attributes.size(), Long::sum);
            files++;
        }
        complete = files < MOST_FILES && System.nanoTime() - begun < LONGEST;
        return complete ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    private static String part(Path name) {
        var part = name.getName(PART).toString();
        return part.equals("checkpoints.git") ? "checkpoints" : part;
    }

    /** Gone, or not ours to read. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        return FileVisitResult.CONTINUE;
    }
}
