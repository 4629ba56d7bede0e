package dev.agentdesk.trigger.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for messages that are due, on every replica. The promise is the row of {@link Messages}; this thread only looks
 * at it, and forgets nothing when it dies.
 */
@Component
final class WhenMessageIsDueThenCarry implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhenMessageIsDueThenCarry.class);

    /** Requests of one replica at the same time. */
    private static final int MOST_AT_ONCE = 8;

    private static final Duration SLEEP = Duration.ofMillis(500);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);

    private final Messages messages;
    private final Attempts attempts;
    private final Courier courier;
    private final Clock clock;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final Semaphore stopping = new Semaphore(0);
    private Instant swept = Instant.EPOCH;
    private @Nullable ExecutorService threads;

    WhenMessageIsDueThenCarry(Messages messages, Attempts attempts, Courier courier, Clock clock) {
        this.messages = messages;
        this.attempts = attempts;
        this.courier = courier;
        this.clock = clock;
    }

    private void run(ExecutorService workers) {
        while (!stopped()) {
            look(workers);
        }
    }

    private boolean stopped() {
        try {
            return stopping.tryAcquire(SLEEP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Takes what is due, one after the other, as long as somebody is free to carry it. */
    private void look(ExecutorService workers) {
        try {
            sweep();
            boolean more = true;
            while (more && free.tryAcquire()) {
                more = begin(workers);
            }
        } catch (RuntimeException e) {
            LOG.warn("messages wait for now; the next look tries again: {}", e.toString());
        }
    }

    private boolean begin(ExecutorService workers) {
        boolean begun = false;
        try {
            var message = messages.take();
            message.ifPresent(taken -> workers.submit(() -> carry(taken)));
            begun = message.isPresent();
            return begun;
        } finally {
            if (!begun) {
                free.release();
            }
        }
    }

    private void carry(Messages.Message message) {
        try {
            courier.carry(message);
        } catch (RuntimeException e) {
            LOG.warn("{} could not be carried; it is tried again in some seconds: {}", message.id(), e.toString());
        } finally {
            free.release();
        }
    }

    private void sweep() {
        if (swept.plus(SWEEP_EVERY).isBefore(clock.instant())) {
            swept = clock.instant();
            messages.sweep();
            attempts.sweep();
        }
    }

    @Override
    public void start() {
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        threads = workers;
        stopping.drainPermits();
        workers.submit(() -> run(workers));
    }

    /** What is under way is written down before the database goes. */
    @Override
    public void stop() {
        if (threads != null) {
            stopping.release();
            threads.close();
            threads = null;
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }
}
