package dev.agentdesk.gateway.tunnel;

import dev.agentdesk.gateway.connection.OpenConnections;
import dev.agentdesk.gateway.connection.OpenConnections.Connection;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private final AtomicBoolean ended = new AtomicBoolean();
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
        try (var connection = far.connections().add(far.credentialId(), this::end)) {
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
                to.write(true, buffer, 0, n);
                to.flush(true);
                connection.moved();
            }
        } catch (IOException gone) {
            // either side went; both go
        } finally {
            end();
        }
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
