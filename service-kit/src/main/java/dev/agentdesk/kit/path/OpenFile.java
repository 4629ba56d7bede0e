package dev.agentdesk.kit.path;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;

/** A regular file that is open for reading, with its attributes at that moment; both speak of the same inode. */
public record OpenFile(FileChannel channel, FileStat stat) implements Closeable {

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
