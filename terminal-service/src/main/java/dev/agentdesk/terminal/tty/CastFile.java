package dev.agentdesk.terminal.tty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reading of a recording that nobody writes any more. */
final class CastFile {

    private static final int CHUNK = 8_192;

    private CastFile() {}

    /** Whether its last line says that something is missing. */
    static boolean endsEarly(FileChannel file) throws IOException {
        var buffer = ByteBuffer.allocate(256);
        file.read(buffer, Math.max(0, file.size() - buffer.capacity()));
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8).contains(",\"m\",\"");
    }

    /** Up to where its lines are whole: a crash may have cut the last one. */
    static long wholeLines(FileChannel file) {
        try {
            var buffer = ByteBuffer.allocate(CHUNK);
            for (long end = file.size(); end > 0; end -= CHUNK) {
                long from = Math.max(0, end - CHUNK);
                buffer.clear().limit((int) (end - from));
                file.read(buffer, from);
                for (int i = (int) (end - from) - 1; i >= 0; i--) {
                    if (buffer.get(i) == '\n') {
                        return from + i + 1;
                    }
                }
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("a recording can't be read", e);
        }
    }
}
