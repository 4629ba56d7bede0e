package dev.agentdesk.trigger.routing;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.trigger.delivery.DeliveryCommand.EndDelay;
import dev.agentdesk.trigger.delivery.DeliveryCommand.Supersede;
import dev.agentdesk.trigger.hold.Holds;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Starts runs that waited for quiet, or lets a newer one take their place. The promise is the row of {@link Delays};
 * this timer only looks at it, on every replica, and forgets nothing when it dies.
 */
@Component
final class WhenDelayEndsThenFire implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhenDelayEndsThenFire.class);

    private static final int LOOK_EVERY_MS = 250;
    private static final Duration LEASE = Duration.ofSeconds(5);
    private static final int MOST_AT_ONCE = 50;

    private final Delays delays;
    private final Commands commands;
    private final Holds holds;
    private final IdSource ids;
    private final Clock clock;
    private @Nullable ScheduledExecutorService timer;

    WhenDelayEndsThenFire(Delays delays, Commands commands, Holds holds, IdSource ids, Clock clock) {
        this.delays = delays;
        this.commands = commands;
        this.holds = holds;
        this.ids = ids;
        this.clock = clock;
    }

    private void look() {
        try {
            delays.take(clock.instant(), LEASE, MOST_AT_ONCE).forEach(this::end);
        } catch (Exception e) {
            LOG.warn("runs that waited could not be started; the next look tries again: {}", e.toString());
        }
    }

    private void end(Delays.Due due) {
        var stamp = new Stamp(
                ids.mint("evt"), clock.instant(), Actor.PLATFORM, due.workspaceId(), due.deliveryId(), null, 0);
        if (due.newerRunId() != null) {
            commands.send(new Supersede(stamp, due.deliveryId(), due.runId(), due.newerRunId()));
        } else {
            var hold = holds.on(due.workspaceId(), clock.instant());
            commands.send(new EndDelay(stamp, due.deliveryId(), due.runId(), hold.orElse(null)));
        }
    }

    @Override
    public void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("delayed-runs").factory());
        timer.scheduleWithFixedDelay(this::look, LOOK_EVERY_MS, LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }
}
