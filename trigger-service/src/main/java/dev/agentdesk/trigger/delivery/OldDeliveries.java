package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.trigger.delivery.DeliveryCommand.ExpireDelivery;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
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
 * Takes the content from deliveries that were kept long enough: their key is destroyed, facts and verdicts stay. One of
 * which a run waits or has no answer yet is left. Every replica may do it.
 */
@Component
public final class OldDeliveries implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OldDeliveries.class);

    private static final int EVERY_M = 10;
    private static final int MOST_AT_ONCE = 500;

    private final Commands commands;
    private final JdbcClient db;
    private final IdSource ids;
    private final Clock clock;
    private final DeliveryProperties properties;
    private @Nullable ScheduledExecutorService timer;

    OldDeliveries(Commands commands, JdbcClient db, IdSource ids, Clock clock, DeliveryProperties properties) {
        this.commands = commands;
        this.db = db;
        this.ids = ids;
        this.clock = clock;
        this.properties = properties;
    }

    private void look() {
        try {
            forget(clock.instant().minus(properties.keep()));
        } catch (Exception e) {
            LOG.warn("old deliveries stay for now: {}", e.toString());
        }
    }

    /** Of what was received before; some hundred at once. */
    public void forget(Instant before) {
        old(before).forEach(delivery -> {
            var stamp = new Stamp(ids.mint("evt"), clock.instant(), Actor.PLATFORM, null, delivery, null, 0);
            commands.send(new ExpireDelivery(stamp, delivery));
        });
    }

    private List<String> old(Instant before) {
        return db.sql("""
                        select d.delivery_id from delivery d where not d.erased and d.received_at < :before
                            and d.status <> 'received' and not exists (select 1 from run r
                                where r.delivery_id = d.delivery_id and r.resolved_at is null
                                    and (r.fired_at is not null or r.outcome = 'buffered'))
                        order by d.received_at limit :most""")
                .param("before", Timestamp.from(before))
                .param("most", MOST_AT_ONCE)
                .query((row, n) -> row.getString(1))
                .list();
    }

    @Override
    public synchronized void start() {
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("old-deliveries").factory());
        timer.scheduleWithFixedDelay(this::look, 1, EVERY_M, TimeUnit.MINUTES);
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
