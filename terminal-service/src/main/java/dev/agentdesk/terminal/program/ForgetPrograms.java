package dev.agentdesk.terminal.program;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks now and then for programs that nobody asks for any more: their runner died and no other one came. */
@Component
final class ForgetPrograms implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetPrograms.class);

    private static final int EVERY_SECONDS = 15;

    private final AgentPrograms programs;
    private volatile @Nullable ScheduledExecutorService timer;

    ForgetPrograms(AgentPrograms programs) {
        this.programs = programs;
    }

    private void look() {
        try {
            programs.forget();
        } catch (RuntimeException e) {
            LOG.warn("programs that nobody asks for could not be ended: {}", e.toString());
        }
    }

    @Override
    public void start() {
        var fresh = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("agent-programs").daemon().factory());
        fresh.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        timer = fresh;
    }

    @Override
    public void stop() {
        var running = timer;
        if (running != null) {
            running.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
