package dev.agentdesk.gateway.stream;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a service's stream without looking into what they carry. Blocks; comments are passed to whoever
 * wants to know that the service is alive.
 */
final class SseParser {

    /** No event of ours comes near; what is larger is no event. */
    private static final int LONGEST_LINE = 16 * 1024 * 1024;

    /** One frame; the id is 0 where it has none. */
    record SseFrame(long id, String event, byte[] data) {}

    private final InputStream in;
    private final Runnable alive;

    SseParser(InputStream in, Runnable alive) {
        this.in = new BufferedInputStream(in, 16_384);
        this.alive = alive;
    }

    /** The next whole frame; null at the end of the stream, where half a frame is none. */
    @Nullable
    SseFrame next() throws IOException {
        long id = 0;
        String event = "message";
        byte[] data = null;
        for (var line = line(); line != null; line = line()) {
            alive.run();
            if (line.length == 0) {
                if (data != null) {
                    return new SseFrame(id, event, data);
                }
            } else if (startsWith(line, "data: ")) {
                data = java.util.Arrays.copyOfRange(line, 6, line.length);
            } else if (startsWith(line, "event: ")) {
                event = text(line, 7);
            } else if (startsWith(line, "id: ")) {
                id = number(text(line, 4));
            }
        }
        return null;
    }

    private byte @Nullable [] line() throws IOException {
        var line = new ByteArrayOutputStream(256);
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                return line.toByteArray();
            }
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line of a stream is longer than any event");
            }
            line.write(b);
        }
        return null;
    }

    private static boolean startsWith(byte[] line, String field) {
        if (line.length < field.length()) {
            return false;
        }
        for (int i = 0; i < field.length(); i++) {
            if (line[i] != field.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] line, int from) {
        return new String(line, from, line.length - from, StandardCharsets.UTF_8);
    }

    private static long number(String text) throws IOException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new IOException("a service sent an id that is no seq", e);
        }
    }
}
