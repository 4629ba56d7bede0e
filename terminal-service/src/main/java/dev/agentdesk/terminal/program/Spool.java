package dev.agentdesk.terminal.program;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What a program has printed, all of it, to be read again from any byte on; in a file that has no name any more, so
 * that a flood costs no memory and a crash leaves nothing behind. Thread-safe.
 */
final class Spool implements Closeable {

    private final FileChannel file;
    private final long most;
    private long size;
    private boolean ended;

    private Spool(FileChannel file, long most) {
        this.file = file;
        this.most = most;
    }

    static Spool in(Path folder, String name, long most) throws IOException {
        Files.createDirectories(folder);
        var path = folder.resolve(name);
        var file = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(path);
        return new Spool(file, most);
    }

    /** @return whether there is room for more */
    synchronized boolean append(byte[] bytes, int count) throws IOException {
        var buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            size += file.write(buffer, size);
        }
        notifyAll();
        return size < most;
    }

    /** Nothing more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** What comes from there on, waited for once where nothing is there yet; may be empty before the end. */
    synchronized byte[] read(long offset, int longest, Duration wait) throws IOException, InterruptedException {
        if (size <= offset && !ended && wait.isPositive()) {
            wait(wait.toMillis());
        }
        int count = (int) Math.max(0, Math.min(longest, size - offset));
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining() && file.read(buffer, offset + buffer.position()) >= 0) {
            continue;
        }
        return buffer.array();
    }

    /** Whether everything before {@code offset} is everything. */
    synchronized boolean endsAt(long offset) {
        return ended && offset >= size;
    }

    @Override
    public synchronized void close() throws IOException {
        ended = true;
        notifyAll();
        file.close();
    }
}
