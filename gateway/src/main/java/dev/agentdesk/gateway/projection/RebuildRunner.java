package dev.agentdesk.gateway.projection;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.gateway.projection.RebuildJobs.Row;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has the jobs done, one at a time per replica. A service that is away, or is rebuilding something else, is asked again
 * until it has done it or the job is cancelled.
 */
final class RebuildRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRunner.class);
    private static final int LOOK_EVERY_MS = 500;
    private static final int RENEW_EVERY_S = 4;

    private final RebuildJobs jobs;
    private final Projections projections;
    private @Nullable ScheduledExecutorService timer;

    RebuildRunner(RebuildJobs jobs, Projections projections) {
        this.jobs = jobs;
        this.projections = projections;
    }

    private void look() {
        try {
            for (var job = jobs.claim(); job.isPresent(); job = jobs.claim()) {
                perform(job.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("rebuilds wait for now: {}", e.toString());
        }
    }

    private void perform(Row job) throws InterruptedException {
        try {
            if (rebuilt(job)) {
                jobs.end(job.id(), "done", null);
            }
        } catch (PeerUnavailable away) {
            LOG.info("{} can't rebuild {} now: {}", job.service(), job.name(), away.toString());
            jobs.postpone(job.id());
        } catch (Rejection refused) {
            if (refused.code() == ProblemCode.CONFLICT) {
                jobs.postpone(job.id());
            } else {
                jobs.end(job.id(), "failed", String.valueOf(refused.getMessage()));
            }
        }
    }

    /** False once the job was cancelled; the service goes on by itself then. */
    private boolean rebuilt(Row job) throws InterruptedException {
        var work = new CompletableFuture<Void>();
        var thread = Thread.ofVirtual().name("rebuild " + job.name()).start(() -> {
            try {
                projections.rebuild(job.service(), job.name());
                work.complete(null);
            } catch (RuntimeException e) {
                work.completeExceptionally(e);
            }
        });
        try {
            while (!ended(work)) {
                if (!jobs.goesOn(job.id())) {
                    return false;
                }
            }
            return true;
        } finally {
            thread.interrupt();
        }
    }

    private static boolean ended(CompletableFuture<Void> work) throws InterruptedException {
        try {
            work.get(RENEW_EVERY_S, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        }
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("rebuilds").factory());
        timer.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
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
