package dev.agentdesk.gateway.routing;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request while another thread sends it on.
 *
 * <p>After {@link #close} nobody touches the servlet's stream any more: the container reuses it for the next request,
 * so closing waits for a read that is under way (bounded by the connector's read time-out).
 */
final class GuardedBody extends InputStream {

    private final InputStream source;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile boolean closed;
    private volatile @Nullable IOException failure;

    GuardedBody(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        reading.lock();
        try {
            if (closed) {
                throw new IOException("the exchange is over");
            }
            return readSource(buffer, offset, length);
        } finally {
            reading.unlock();
        }
    }

    private int readSource(byte[] buffer, int offset, int length) throws IOException {
        try {
            return source.read(buffer, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** Why the client's side of the body broke off, if it did. */
    @Nullable
    IOException failure() {
        return failure;
    }

    @Override
    public void close() {
        closed = true;
        reading.lock();
        reading.unlock();
    }
}
