package dev.agentdesk.trigger.webhook;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Forgets from time to time what the door remembers of strangers. Every replica may do it. */
@Component
final class HookSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HookSweep.class);

    private static final int EVERY_M = 10;

    private final Rejections rejections;
    private final HookSeen seen;
    private final HookProperties properties;
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;

    HookSweep(Rejections rejections, HookSeen seen, HookProperties properties, Clock clock) {
        this.rejections = rejections;
        this.seen = seen;
        this.properties = properties;
        this.clock = clock;
    }

    void sweep() {
        try {
            var now = clock.instant();
            rejections.sweep(now.minus(properties.rejectionsKept()));
            seen.sweep(now);
        } catch (Exception e) {
            LOG.warn("old refusals stay for now: {}", e.toString());
        }
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("hook-sweep").factory());
        timer.scheduleWithFixedDelay(this::sweep, EVERY_M, EVERY_M, TimeUnit.MINUTES);
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
