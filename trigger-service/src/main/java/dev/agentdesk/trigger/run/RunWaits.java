package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFinished;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunRefused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFinished;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickRefused;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code run_wait}: a run has one exactly from the fact that it is fired until its answer, so no crash can
 * forget a run that nobody answered.
 */
@Component
public class RunWaits implements InAppend {

    /** A run that should be asked about. */
    public record Due(String runId) {}

    private final JdbcClient db;
    private final RunProperties properties;

    RunWaits(JdbcClient db, RunProperties properties) {
        this.db = db;
        this.properties = properties;
    }

    @Override
    public void appended(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case RunFired e -> await(e.runId(), e.stamp().at(), db);
            case RunFinished e -> end(e.runId(), db);
            case RunRefused e -> end(e.runId(), db);
            case TickFired e -> await(e.runId(), e.stamp().at(), db);
            case TickFinished e -> end(e.runId(), db);
            case TickRefused e -> end(e.runId(), db);
            default -> {}
        }
    }

    private void await(String runId, Instant firedAt, JdbcClient db) {
        db.sql("insert into run_wait (run_id, due_at) values (:run, :due) on conflict do nothing")
                .param("run", runId)
                .param("due", Timestamp.from(firedAt.plus(properties.answerWithin())))
                .update();
    }

    private static void end(String runId, JdbcClient db) {
        db.sql("delete from run_wait where run_id = :run").param("run", runId).update();
    }

    /** Takes runs that are due and puts their next question off; each is taken by one replica. */
    public List<Due> take(Instant now, int most) {
        return db.sql("""
                update run_wait set due_at = :next where run_id in
                    (select run_id from run_wait where due_at <= :now order by due_at limit :most for update skip locked)
                returning run_id""")
                .param("next", Timestamp.from(now.plus(properties.answerWithin())))
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, n) -> new Due(row.getString(1)))
                .list();
    }
}
