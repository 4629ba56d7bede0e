package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleDeleted;
import dev.agentdesk.trigger.schedule.ScheduleEvent.ScheduleErased;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickPlanned;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code schedule_wake}: a schedule has one exactly while it has a next instant, written with the fact that
 * says so. A row only wakes; what is due is decided by the {@link Schedule}.
 */
@Component
class ScheduleWakes implements InAppend {

    private final JdbcClient db;

    ScheduleWakes(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void appended(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case TickPlanned e when e.dueAt() != null -> plan(e.scheduleId(), e.dueAt(), db);
            case TickPlanned e -> forget(e.scheduleId(), db);
            case ScheduleDeleted e -> forget(e.scheduleId(), db);
            case ScheduleErased e -> forget(e.scheduleId(), db);
            default -> {}
        }
    }

    private static void plan(String scheduleId, Instant due, JdbcClient db) {
        db.sql("""
                insert into schedule_wake (schedule_id, due_at) values (:id, :due)
                on conflict (schedule_id) do update set due_at = excluded.due_at, taken_until = null""").param("id", scheduleId).param("due", Timestamp.from(due)).update();
    }

    private static void forget(String scheduleId, JdbcClient db) {
        db.sql("delete from schedule_wake where schedule_id = :id")
                .param("id", scheduleId)
                .update();
    }

    /**
     * Takes schedules that are due. Each is taken by one replica; one whose replica dies is free again some seconds
     * later, by the clock of the database, however the replicas' clocks go.
     */
    List<String> take(Instant now, int most) {
        return db.sql("""
                update schedule_wake set taken_until = now() + interval '5 seconds' where schedule_id in
                    (select schedule_id from schedule_wake
                     where due_at <= :now and (taken_until is null or taken_until < now())
                     order by due_at limit :most for update skip locked)
                returning schedule_id""")
                .param("now", Timestamp.from(now))
                .param("most", most)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** When the next one is due that nobody has taken. */
    Optional<Instant> next() {
        return db.sql("select min(due_at) from schedule_wake where taken_until is null or taken_until < now()")
                .query((row, n) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }
}
