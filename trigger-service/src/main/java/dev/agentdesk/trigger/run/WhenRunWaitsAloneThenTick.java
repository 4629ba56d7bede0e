package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.schedule.ScheduleCommand.Tick;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Starts what waits in a buffer though nothing is in its way any more: the hold that stopped it was lifted, or ended by
 * itself. The promise is the row of the run; on every replica, harmless to repeat.
 */
@Component
final class WhenRunWaitsAloneThenTick implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WhenRunWaitsAloneThenTick.class);

    /** Schedules of one look; what is left is found by the next one. */
    private static final int MOST_AT_ONCE = 50;

    private record Stranded(String scheduleId, String workspaceId) {}

    private final Commands commands;
    private final JdbcClient db;
    private final Holds holds;
    private final IdSource ids;
    private final Clock clock;
    private final RunProperties properties;
    private @Nullable ScheduledExecutorService timer;

    WhenRunWaitsAloneThenTick(
            Commands commands, JdbcClient db, Holds holds, IdSource ids, Clock clock, RunProperties properties) {
        this.commands = commands;
        this.db = db;
        this.holds = holds;
        this.ids = ids;
        this.clock = clock;
        this.properties = properties;
    }

    private void look() {
        try {
            stranded().stream()
                    .filter(it -> holds.on(it.workspaceId(), clock.instant()).isEmpty())
                    .forEach(it -> tick(it.scheduleId()));
        } catch (Exception e) {
            LOG.warn("runs that wait could not be looked at; the next look tries again: {}", e.toString());
        }
    }

    private List<Stranded> stranded() {
        return db.sql("""
                        select distinct w.schedule_id, w.workspace_id from run w join schedule s using (schedule_id)
                        where w.outcome = 'buffered' and w.fired_at is null and w.resolved_at is null
                            and s.enabled and s.paused_code is null and not s.deleted
                            and not exists (select 1 from run o where o.schedule_id = w.schedule_id
                                and o.fired_at is not null and o.resolved_at is null)
                        limit :most""")
                .param("most", MOST_AT_ONCE)
                .query((row, n) -> new Stranded(row.getString(1), row.getString(2)))
                .list();
    }

    private void tick(String scheduleId) {
        var id = ids.mint("evt");
        var actor = new Actor("schedule", scheduleId, null);
        commands.send(new Tick(new Stamp(id, clock.instant(), actor, null, id, null, 0), scheduleId));
    }

    @Override
    public void start() {
        var pause = properties.lookEvery().toMillis();
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("stranded-runs").factory());
        timer.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
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
