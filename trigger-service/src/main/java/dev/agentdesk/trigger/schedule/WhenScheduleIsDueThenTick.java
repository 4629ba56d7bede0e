package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Tick;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells schedules that it is time, on every replica. The promise is the row of {@link ScheduleWakes}; this thread only
 * looks at it, and forgets nothing when it dies.
 */
@Component
final class WhenScheduleIsDueThenTick implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhenScheduleIsDueThenTick.class);

    /** Schedules that one replica decides at the same time; each needs a connection. */
    private static final int MOST_AT_ONCE = 4;

    /** A new schedule, or one that another replica left, is seen after this at the latest. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(250);

    private static final Duration SHORTEST_SLEEP = Duration.ofMillis(5);

    private final Commands commands;
    private final ScheduleWakes wakes;
    private final Schedules schedules;
    private final Holds holds;
    private final IdSource ids;
    private final Clock clock;
    private final Semaphore stopping = new Semaphore(0);
    private @Nullable ExecutorService threads;

    WhenScheduleIsDueThenTick(
            Commands commands, ScheduleWakes wakes, Schedules schedules, Holds holds, IdSource ids, Clock clock) {
        this.commands = commands;
        this.wakes = wakes;
        this.schedules = schedules;
        this.holds = holds;
        this.ids = ids;
        this.clock = clock;
    }

    private void run(ExecutorService workers) {
        var sleep = Duration.ZERO;
        while (!stopped(sleep)) {
            sleep = look(workers);
        }
    }

    private boolean stopped(Duration sleep) {
        try {
            return stopping.tryAcquire(sleep.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Decides what is due; returns how long to sleep. */
    private Duration look(ExecutorService workers) {
        try {
            var due = wakes.take(clock.instant(), MOST_AT_ONCE);
            var ticks = new ArrayList<Future<?>>();
            for (var schedule : due) {
                ticks.add(workers.submit(() -> tick(schedule)));
            }
            for (var tick : ticks) {
                tick.get();
            }
            return due.isEmpty() ? untilNext() : Duration.ZERO;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return LONGEST_SLEEP;
        } catch (ExecutionException | RuntimeException e) {
            LOG.warn("schedules could not be woken; the next look tries again: {}", e.toString());
            return LONGEST_SLEEP;
        }
    }

    private Duration untilNext() {
        return wakes.next()
                .map(next -> Duration.between(clock.instant(), next))
                .filter(wait -> wait.compareTo(LONGEST_SLEEP) < 0)
                .map(wait -> wait.compareTo(SHORTEST_SLEEP) < 0 ? SHORTEST_SLEEP : wait)
                .orElse(LONGEST_SLEEP);
    }

    private void tick(String scheduleId) {
        try {
            var id = ids.mint("evt");
            var actor = new Actor("schedule", scheduleId, null);
            var now = clock.instant();
            var hold = schedules.workspaceOf(scheduleId).flatMap(workspace -> holds.on(workspace, now));
            commands.send(new Tick(new Stamp(id, now, actor, null, id, null, 0), scheduleId, hold.orElse(null)));
        } catch (RuntimeException e) {
            LOG.warn("{} could not be decided; it is tried again in some seconds: {}", scheduleId, e.toString());
        }
    }

    @Override
    public void start() {
        var workers = Executors.newVirtualThreadPerTaskExecutor();
        threads = workers;
        stopping.drainPermits();
        workers.submit(() -> run(workers));
    }

    /** What was taken is decided before the database goes. */
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
