package dev.agentdesk.terminal.execution;

import dev.agentdesk.terminal.execution.ToolOutcome.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a tool prints: keeps the beginning and the end, streams the whole to a file where it is long.
 *
 * <p>Memory use does not depend on how much comes. What comes after the limit is dropped. Thread-safe.
 */
final class OutputSink extends OutputStream {

    /** What a Session's event carries at most. */
    private static final int KEPT = 32 * 1024;

    private static final int HALF = KEPT / 2;

    private final Path folder;
    private final String id;
    private final long most;
    private final MessageDigest digest = sha256();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final byte[] ring = new byte[HALF];
    private long size;
    private boolean full;
    private Runnable whenFull = () -> {};
    private @Nullable OutputStream file;

    /**
     * @param folder where long outputs of the Session are kept, under their digest
     * @param id names the file while it is written
     */
    OutputSink(Path folder, String id, long most) {
        this.folder = folder;
        this.id = id;
        this.most = most;
    }

    /** What to do, once, when more comes than may come. */
    synchronized void whenFull(Runnable action) {
        whenFull = action;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = (int) Math.min(length, most - size);
        if (taken > 0) {
            take(bytes, offset, taken);
        }
        if (taken < length && !full) {
            full = true;
            whenFull.run();
        }
    }

    /** Adds a line of ours, whatever the limit. */
    synchronized void note(String text) throws IOException {
        boolean inLine = size > 0 && ring[(int) ((size - 1) % HALF)] != '\n';
        var line = ((inLine ? "\n" : "") + text + "\n").getBytes(StandardCharsets.UTF_8);
        take(line, 0, line.length);
    }

    /** The file of a stored output. */
    static Path stored(Path folder, String sha256) {
        return folder.resolve(sha256);
    }

    /** Ends it; what is stored is on the disk when this returns. */
    synchronized Output finish() throws IOException {
        boolean truncated = size > KEPT;
        var sha = HexFormat.of().formatHex(digest.digest());
        if (file == null && !isText(head.toByteArray())) {
            spill();
        }
        if (file != null) {
            file.close();
            Files.move(part(), stored(folder, sha), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!truncated) {
            return new Output(head.toString(StandardCharsets.UTF_8), null, size, sha, false);
        }
        return new Output(beginning(), end(), size, sha, true);
    }

    /** Ends it without keeping anything. */
    synchronized void discard() throws IOException {
        if (file != null) {
            file.close();
            Files.deleteIfExists(part());
        }
    }

    private void take(byte[] bytes, int offset, int length) throws IOException {
        digest.update(bytes, offset, length);
        if (file == null && size + length > KEPT) {
            spill();
        }
        if (file != null) {
            file.write(bytes, offset, length);
        }
        int kept = (int) Math.min(length, Math.max(0, KEPT - size));
        head.write(bytes, offset, kept);
        for (int i = Math.max(0, length - HALF); i < length; i++) {
            ring[(int) ((size + i) % HALF)] = bytes[offset + i];
        }
        size += length;
    }

    private void spill() throws IOException {
        Files.createDirectories(folder);
        file = Files.newOutputStream(part());
        file.write(head.toByteArray());
    }

    private Path part() {
        return folder.resolve("." + id);
    }

    /** Cut where a character ends. */
    private String beginning() {
        var bytes = head.toByteArray();
        int end = HALF;
        while (end > HALF - 4 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Cut where a character begins. */
    private String end() {
        var bytes = new byte[HALF];
        int at = (int) (size % HALF);
        System.arraycopy(ring, at, bytes, 0, HALF - at);
        System.arraycopy(ring, 0, bytes, HALF - at, at);
        int start = 0;
        while (start < 3 && (bytes[start] & 0xC0) == 0x80) {
            start++;
        }
        return new String(bytes, start, HALF - start, StandardCharsets.UTF_8);
    }

    private static boolean isText(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
