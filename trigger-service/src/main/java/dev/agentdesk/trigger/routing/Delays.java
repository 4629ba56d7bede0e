package dev.agentdesk.trigger.routing;

import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDebounced;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDelayed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code run_delay}: a run has one exactly while it waits, written and removed with the facts that say so,
 * so no crash can forget a run that waits.
 *
 * <p>Among those of one kind that are due at the same time the newest starts. What keeps coming does not put a run off
 * for ever: after {@value #MOST_PAUSES} pauses since the first one it is due.
 */
@Component
class Delays implements InAppend {

    private static final int MOST_PAUSES = 10;

    /** A run that is due; {@code newerRunId} takes its place. */
    record Due(
            String runId,
            String deliveryId,
            String workspaceId,
            @Nullable String newerRunId) {}

    private final JdbcClient db;

    Delays(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void appended(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case RunDelayed e -> await(e, db);
            case RunFired e -> end(e.runId(), db);
            case RunFailed e -> end(e.runId(), db);
            case RunDebounced e -> end(e.runId(), db);
            default -> {}
        }
    }

    private static void await(RunDelayed event, JdbcClient db) {
        var at = event.stamp().at();
        var longest = event.quiet().multipliedBy(MOST_PAUSES);
        db.sql("""
                insert into run_delay (run_id, delivery_id, workspace_id, key, since, first_at, due_at)
                select :run, :delivery, :workspace, :key, :at, first, least(:due, first + make_interval(secs => :longest))
                from (select coalesce(min(first_at), :at) as first from run_delay where key = :key) of_its_kind
                on conflict (run_id) do nothing""")
                .param("run", event.runId())
                .param("delivery", event.deliveryId())
                .param("workspace", event.workspaceId())
                .param("key", event.key())
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(at.plus(event.quiet())))
                .param("longest", longest.toMillis() / 1000.0)
                .update();
    }

    private static void end(String runId, JdbcClient db) {
        db.sql("delete from run_delay where run_id = :run").param("run", runId).update();
    }

    /** Takes what is due, oldest first; each is taken by one replica, and is free again if that dies. */
    List<Due> take(Instant now, Duration lease, int most) {
        return db.sql("""
                        update run_delay d set taken_until = now() + make_interval(secs => :lease) where d.run_id in
                            (select run_id from run_delay where due_at <= :now
                                and (taken_until is null or taken_until < now())
                             order by due_at limit :most for update skip locked)
                        returning d.run_id, d.delivery_id, d.workspace_id,
                            (select n.run_id from run_delay n where n.key = d.key
                                and (n.since, n.run_id) > (d.since, d.run_id)
                             order by n.since desc, n.run_id desc limit 1)""")
                .param("lease", lease.toSeconds())
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, n) -> new Due(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list();
    }
}
