package dev.agentdesk.gateway.tunnel;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.connection.OpenConnections.Connection;
import dev.agentdesk.gateway.connection.WhyEnded;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * Bytes between one client and one service until either side goes, then both go.
 *
 * <p>Tomcat's own upgrade interface, because the servlet streams have no write time-out and can't be closed from
 * another thread while a write hangs. Public with a public constructor because Tomcat makes it.
 */
public final class Tunnel implements InternalHttpUpgradeHandler {

    private static final int BUFFER = 16_384;

    /** Whoever does not take the reason by then goes without one; others wait to be ended as well. */
    private static final int FAREWELL_MILLIS = 1_000;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock writing = new ReentrantLock();
    private final FrameBoundary frames = new FrameBoundary();
    private @Nullable SocketWrapperBase<?> client;
    private @Nullable Opening opening;

    /** What the servlet hands over before the upgrade happens. */
    record Opening(Socket service, OpenConnections connections, String credentialId, int timeoutMillis) {}

    public Tunnel() {}

    void open(Opening opening) {
        this.opening = opening;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        client = wrapper;
    }

    /** Runs after the filter chain has returned; holds its thread until the tunnel ends. */
    @Override
    public void init(@Nullable WebConnection unused) {
        var near = client;
        var far = opening;
        if (near == null || far == null) {
            throw new IllegalStateException("the tunnel was upgraded without its two sides");
        }
        near.setReadTimeout(far.timeoutMillis());
        near.setWriteTimeout(far.timeoutMillis());
        try (var connection = far.connections().add(far.credentialId(), this::sayWhyAndEnd)) {
            connection.endless();
            Thread.ofVirtual().name("tunnel-up").start(() -> pumpUp(near, far.service()));
            pumpDown(far.service(), near, connection);
        }
    }

    private void pumpUp(SocketWrapperBase<?> from, Socket to) {
        try {
            var buffer = new byte[BUFFER];
            var out = to.getOutputStream();
            for (int n = from.read(true, buffer, 0, BUFFER); n >= 0; n = from.read(true, buffer, 0, BUFFER)) {
                out.write(buffer, 0, n);
            }
        } catch (IOException gone) {
            // either side went; both go
        } finally {
            end();
        }
    }

    private void pumpDown(Socket from, SocketWrapperBase<?> to, Connection connection) {
        try {
            var buffer = new byte[BUFFER];
            var in = from.getInputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                pass(buffer, n, to);
                connection.moved();
            }
        } catch (IOException gone) {
            // either side went; both go
        } finally {
            end();
        }
    }

    private void pass(byte[] bytes, int count, SocketWrapperBase<?> to) throws IOException {
        writing.lock();
        try {
            to.write(true, bytes, 0, count);
            to.flush(true);
            frames.passed(bytes, count);
        } finally {
            writing.unlock();
        }
    }

    /** With a close frame of ours where one fits: not in the middle of another frame or of a write that hangs. */
    private void sayWhyAndEnd(WhyEnded why) {
        var near = client;
        if (near != null && writing.tryLock()) {
            try {
                if (frames.isReached()) {
                    var farewell = farewell(why);
                    near.setWriteTimeout(FAREWELL_MILLIS);
                    near.write(true, farewell, 0, farewell.length);
                    near.flush(true);
                }
            } catch (IOException gone) {
                // then it has ended by itself
            } finally {
                writing.unlock();
            }
        }
        end();
    }

    private static byte[] farewell(WhyEnded why) {
        return switch (why) {
            case NO_RIGHT -> closeFrame(4403, "revoked");
            case SILENT -> closeFrame(1001, "silent");
            case STOPPING -> closeFrame(1012, "restart");
        };
    }

    private static byte[] closeFrame(int code, String reason) {
        var text = reason.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(4 + text.length)
                .put((byte) 0x88)
                .put((byte) (2 + text.length))
                .putShort((short) code)
                .put(text)
                .array();
    }

    private void end() {
        var near = client;
        var far = opening;
        if (near == null || far == null || !ended.compareAndSet(false, true)) {
            return;
        }
        try {
            far.service().close();
        } catch (IOException gone) {
            // it is gone, which is what was wanted
        }
        near.close();
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        end();
        return SocketState.CLOSED;
    }

    @Override
    public void destroy() {
        end();
    }

    @Override
    public void pause() {
        end();
    }

    @Override
    public void timeoutAsync(long now) {
        // the socket's own time-outs are used
    }

    @Override
    public void setSslSupport(SSLSupport support) {
        // nothing here depends on TLS
    }
}
