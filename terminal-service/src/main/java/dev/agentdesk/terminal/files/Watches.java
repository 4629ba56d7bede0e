package dev.agentdesk.terminal.files;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** One {@link Watch} per Workspace that somebody follows, however many do. */
@Component
final class Watches implements SmartLifecycle {

    /** Hosts allow a user some 128 of them, and others need some too. */
    private static final int MOST = 64;

    private final Map<String, Watch> watches = new HashMap<>();
    private boolean running;

    /** @throws Rejection 503 if the host can't watch any more */
    synchronized Watch enter(String workspaceId, Path folder, Viewer viewer) {
        var present = watches.get(workspaceId);
        if (present == null || present.ended()) {
            present = begin(workspaceId, folder);
            watches.put(workspaceId, present);
        }
        present.enter(viewer);
        return present;
    }

    synchronized void leave(String workspaceId, Watch watch, Viewer viewer) {
        if (watch.leave(viewer)) {
            watch.end();
            watches.remove(workspaceId, watch);
        }
    }

    private Watch begin(String workspaceId, Path folder) {
        try {
            if (!running || watches.size() >= MOST) {
                throw busy();
            }
            return Watch.begin(workspaceId, folder);
        } catch (IOException noMore) {
            throw busy();
        }
    }

    private static Rejection busy() {
        return new Rejection(ProblemCode.UNAVAILABLE, "No more workspaces can be watched at the moment.");
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    /** Before the web server waits for its last requests. */
    @Override
    public synchronized void stop() {
        running = false;
        watches.values().forEach(Watch::end);
        watches.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
