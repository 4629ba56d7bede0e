package dev.agentdesk.terminal.program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The newest few thousand bytes that a program has said about itself. Thread-safe. */
final class LastWords {

    private static final int MOST = 4 * 1024;

    private byte[] kept = new byte[0];

    void listen(InputStream in) {
        var buffer = new byte[MOST];
        try (in) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        var all = Arrays.copyOf(kept, kept.length + count);
        System.arraycopy(bytes, 0, all, kept.length, count);
        kept = Arrays.copyOfRange(all, Math.max(0, all.length - MOST), all.length);
    }

    synchronized String text() {
        return new String(kept, StandardCharsets.UTF_8).strip();
    }
}
