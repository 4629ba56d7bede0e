package dev.agentdesk.terminal.execution;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** At start: what a former process of this node had started and not finished is interrupted, with unknown effect. */
@Component
final class Leftovers implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final ExecutionRows rows;
    private volatile boolean done;

    Leftovers(ExecutionRows rows) {
        this.rows = rows;
    }

    @Override
    public void start() {
        int interrupted = rows.interruptAll();
        if (interrupted > 0) {
            LOG.warn("{} tools were running when the service ended; their effect is unknown", interrupted);
        }
        done = true;
    }

    @Override
    public void stop() {
        done = false;
    }

    @Override
    public boolean isRunning() {
        return done;
    }

    /** Before anybody can ask. */
    @Override
    public int getPhase() {
        return 0;
    }
}
