package dev.agentdesk.session.model;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The data of server-sent events, one after the other, each within bounds. */
public final class SseLines {

    private static final int LONGEST = 8 * 1024 * 1024;

    private final BufferedInputStream in;

    public SseLines(InputStream in) {
        this.in = new BufferedInputStream(in, 16 * 1024);
    }

    /** The data of the next event that has any; null at the end. */
    @Nullable
    public String next() throws IOException {
        var data = new StringBuilder();
        boolean any = false;
        for (var line = line(); line != null; line = line()) {
            if (line.isEmpty() && any) {
                return data.toString();
            }
            if (line.startsWith("data:")) {
                data.append(any ? "\n" : "").append(line.startsWith("data: ") ? line.substring(6) : line.substring(5));
                any = true;
            }
        }
        return any ? data.toString() : null;
    }

    private @Nullable String line() throws IOException {
        var bytes = new ByteArrayOutputStream(256);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            bytes.write(c);
            if (bytes.size() > LONGEST) {
                throw new IOException("a line of the answer is longer than " + LONGEST + " bytes");
            }
            c = in.read();
        }
        var line = bytes.toString(StandardCharsets.UTF_8);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
