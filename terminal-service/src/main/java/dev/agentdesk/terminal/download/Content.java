package dev.agentdesk.terminal.download;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** Bytes of which any part can be copied. */
@FunctionalInterface
public interface Content {

    /** Bytes per copy: memory use does not depend on the size of the content. */
    int CHUNK = 1 << 16;

    void copy(long from, long length, OutputStream to) throws IOException;

    static Content of(byte[] bytes) {
        return (from, length, to) -> to.write(bytes, (int) from, (int) length);
    }

    /** @param file open for reading; stays open */
    static Content of(FileChannel file) {
        return (from, length, to) -> {
            var out = Channels.newChannel(to);
            for (long sent = 0; sent < length; ) {
                long n = file.transferTo(from + sent, Math.min(CHUNK, length - sent), out);
                if (n <= 0) {
                    throw new IOException("the file became shorter while it was sent");
                }
                sent += n;
            }
        };
    }
}
