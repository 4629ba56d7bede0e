package dev.agentdesk.terminal.attach;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.tty.Scopes;
import dev.agentdesk.terminal.tty.Terminals;
import dev.agentdesk.terminal.tty.Viewer;
import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All who watch on this node; looks every two seconds whether they still may, and closes where they may not. */
@Component
final class Watching implements SmartLifecycle {

    static final String PROTOCOL = "agentdesk.terminal.v1";

    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private static final int LOOK_EVERY_S = 2;
    private static final int REVOKED = 4403;

    private final Terminals terminals;
    private final Access access;
    private final JsonMapper json;
    private final Map<Viewer, Door.Open> viewers = new ConcurrentHashMap<>();
    private volatile @Nullable ScheduledExecutorService timer;

    Watching(Terminals terminals, Access access, JsonMapper json) {
        this.terminals = terminals;
        this.access = access;
        this.json = json;
    }

    ServerEndpointConfig endpoint(Door door) {
        return ServerEndpointConfig.Builder.create(TerminalSocket.class, "/")
                .subprotocols(List.of(PROTOCOL))
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast((Endpoint) new TerminalSocket(door, Watching.this, json));
                    }

                    /** Compression would cost more than loopback and keep windows per viewer. */
                    @Override
                    public List<Extension> getNegotiatedExtensions(List<Extension> known, List<Extension> asked) {
                        return List.of();
                    }

                    /** The gateway has looked at it. */
                    @Override
                    public boolean checkOrigin(String origin) {
                        return true;
                    }
                })
                .build();
    }

    /** Empty if nobody more may. */
    Optional<Viewer> join(Door.Open door) {
        var joined = terminals.join(door.terminalId(), door.principal(), door.mayDrive());
        joined.ifPresent(viewer -> viewers.put(viewer, door));
        return joined;
    }

    boolean isFull(Door.Open door) {
        return terminals.isFull(door.terminalId());
    }

    void leave(Viewer viewer) {
        viewers.remove(viewer);
        viewer.left();
    }

    boolean mayStay(Principal principal, boolean drive, String workspaceId) {
        try {
            access.require(principal, drive ? Scopes.DRIVE : Scopes.view(principal), workspaceId);
            return true;
        } catch (Rejection refused) {
            return false;
        }
    }

    private void look() {
        viewers.forEach((viewer, door) -> {
            try {
                if (!mayStay(door.principal(), door.mayDrive(), door.workspaceId())) {
                    viewer.close(REVOKED, "revoked");
                }
            } catch (RuntimeException unknown) {
                LOG.warn("whether a viewer may stay could not be asked: {}", unknown.getMessage());
            }
        });
    }

    @Override
    public void start() {
        var looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("terminal-rights").daemon().factory());
        looking.scheduleWithFixedDelay(this::look, LOOK_EVERY_S, LOOK_EVERY_S, TimeUnit.SECONDS);
        timer = looking;
    }

    @Override
    public void stop() {
        var looking = timer;
        if (looking != null) {
            looking.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
