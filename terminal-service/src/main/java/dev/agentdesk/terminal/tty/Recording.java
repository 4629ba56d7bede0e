package dev.agentdesk.terminal.tty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a terminal showed and when, as asciicast v2: one JSON line per piece, only whole lines in the file.
 *
 * <p>Bounded: after the limit it says so in a last line and takes nothing more. A disk that fails ends the recording,
 * not the terminal.
 */
final class Recording implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);

    private static final int LONGEST_CHARACTER = 4;

    private final FileChannel file;
    private final long most;
    private final long began;
    private final StringBuilder line = new StringBuilder();
    private byte[] cut = {};
    private volatile long size;
    private volatile boolean complete = true;

    private Recording(FileChannel file, long most, long nanoTime) {
        this.file = file;
        this.most = most;
        this.began = nanoTime;
    }

    static Recording begin(Path path, long most, int columns, int rows, Instant at) throws IOException {
        var file = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var recording = new Recording(file, most, System.nanoTime());
        recording.write("""
                {"version":2,"width":%d,"height":%d,"timestamp":%d,"env":{"TERM":"xterm-256color","SHELL":"/bin/bash"}}
                """.formatted(columns, rows, at.getEpochSecond()));
        return recording;
    }

    /** Bytes of whole lines. */
    long size() {
        return size;
    }

    /** Whether nothing is missing. */
    boolean isComplete() {
        return complete;
    }

    synchronized void output(byte[] bytes, int count) {
        if (complete) {
            var joined = ByteBuffer.allocate(cut.length + count)
                    .put(cut)
                    .put(bytes, 0, count)
                    .array();
            int whole = whole(joined);
            cut = Arrays.copyOfRange(joined, whole, joined.length);
            if (whole > 0) {
                event('o', new String(joined, 0, whole, StandardCharsets.UTF_8));
            }
        }
    }

    synchronized void resize(int columns, int rows) {
        if (complete) {
            event('r', columns + "x" + rows);
        }
    }

    /** How many bytes end with a whole character; what is no UTF-8 counts as whole. */
    private static int whole(byte[] bytes) {
        int start = bytes.length;
        while (start > 0 && bytes.length - start < LONGEST_CHARACTER - 1 && (bytes[start - 1] & 0xC0) == 0x80) {
            start--;
        }
        if (start == 0) {
            return bytes.length;
        }
        int lead = bytes[start - 1] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
        return bytes.length - (start - 1) < length ? start - 1 : bytes.length;
    }

    private void event(char type, String text) {
        line.setLength(0);
        line.append('[').append(String.format(Locale.ROOT, "%.6f", (System.nanoTime() - began) / 1e9));
        line.append(",\"").append(type).append("\",");
        quote(text);
        line.append("]\n");
        try {
            write(line.toString());
        } catch (IOException e) {
            LOG.warn("a recording ends early", e);
            complete = false;
        }
    }

    private void write(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (size + bytes.length > most) {
            complete = false;
            bytes = "[%.6f,\"m\",\"The recording ends here: it has reached its largest size.\"]\n"
                    .formatted((System.nanoTime() - began) / 1e9)
                    .getBytes(StandardCharsets.UTF_8);
        }
        var buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        size += bytes.length;
    }

    private void quote(String text) {
        line.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                line.append('\\').append(c);
            } else if (c < 0x20 || c >= 0x7F && c < 0xA0) {
                line.append(
                        switch (c) {
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            default -> "\\u00" + (c < 0x10 ? "0" : "") + Integer.toHexString(c);
                        });
            } else {
                line.append(c);
            }
        }
        line.append('"');
    }

    @Override
    public synchronized void close() {
        if (complete && cut.length > 0) {
            event('o', new String(cut, StandardCharsets.UTF_8));
        }
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("a recording could not be closed", e);
        }
    }
}
