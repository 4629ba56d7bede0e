package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.schedule.RunIds;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
import dev.agentdesk.trigger.schedule.ScheduleEvent.BufferDropped;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickBuffered;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFinished;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickFired;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickOpened;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TickRefused;
import dev.agentdesk.trigger.schedule.ScheduleEvent.TicksPassed;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of {@code run} that come from schedules; a part of {@link RunProjection}. */
final class ScheduledRuns {

    private ScheduledRuns() {}

    static void apply(ScheduleEvent event, Recorded recorded, JdbcClient db) {
        switch (event) {
            case TickFired e -> fired(e, recorded.seq(), db);
            case TickBuffered e -> buffered(e, recorded.seq(), db);
            case TicksPassed e -> passed(e, db);
            case BufferDropped e -> dropped(e, db);
            case TickOpened e ->
                RunProjection.open(e.runId(), e.sessionId(), e.stamp().at(), db);
            case TickFinished e ->
                RunProjection.finish(
                        e.runId(),
                        e.sessionId(),
                        e.turnId(),
                        e.stopReason(),
                        e.costUsd(),
                        e.stamp().at(),
                        db);
            case TickRefused e ->
                RunProjection.resolve(e.runId(), "refused", e.code(), e.stamp().at(), db);
            default -> {}
        }
    }

    /** A run that waited keeps the outcome of that decision. */
    private static void fired(TickFired event, long seq, JdbcClient db) {
        var outcome = ScheduleReasons.outcome(event.cause());
        insert(
                event.runId(),
                event,
                event.workspaceId(),
                event.nominalAt(),
                new Decided(outcome, ScheduleReasons.code(event.cause()), null, seq, event.stamp()),
                db);
        db.sql("""
                update run set fired_at = :at, schedule_seq = :seq, on_busy = :onBusy
                where run_id = :id and fired_at is null""")
                .param("onBusy", event.onBusy().wire())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("seq", seq)
                .param("id", event.runId())
                .update();
    }

    private static void buffered(TickBuffered event, long seq, JdbcClient db) {
        insert(
                event.runId(),
                event,
                event.workspaceId(),
                event.nominalAt(),
                new Decided("buffered", "overlap-buffered", event.behind(), seq, event.stamp()),
                db);
    }

    private record Decided(
            String outcome, String code, @Nullable String ref, long seq, Stamp stamp) {}

    private static void insert(
            String runId,
            ScheduleEvent event,
            String workspaceId,
            @Nullable Instant nominal,
            Decided decided,
            JdbcClient db) {
        db.sql("""
                insert into run (run_id, schedule_id, schedule_seq, workspace_id, outcome, reason_code, reason_text,
                    reason_ref, decided_at, nominal_at, correlation_id, depth)
                values (:id, :schedule, :seq, :workspace, :outcome, :code, :text, :ref, :at, :nominal, :correlation,
                    :depth)
                on conflict (run_id) do nothing""")
                .param("id", runId)
                .param("schedule", event.scheduleId())
                .param("seq", decided.seq())
                .param("workspace", workspaceId)
                .param("outcome", decided.outcome())
                .param("code", decided.code())
                .param("text", ScheduleReasons.text(decided.code()))
                .param("ref", decided.ref())
                .param("at", Timestamp.from(decided.stamp().at()))
                .param("nominal", nominal == null ? null : Timestamp.from(nominal))
                .param("correlation", decided.stamp().correlationId())
                .param("depth", decided.stamp().depth())
                .update();
    }

    private static void passed(TicksPassed event, JdbcClient db) {
        var instants = event.instants();
        db.sql("""
                insert into run (run_id, schedule_id, workspace_id, outcome, reason_code, reason_text, reason_ref,
                    decided_at, nominal_at, correlation_id, depth)
                select id, :schedule, :workspace, :outcome, :code, :text, :ref, :at, nominal::timestamptz,
                    :correlation, :depth
                from unnest(:ids::text[], :instants::text[]) as passed (id, nominal)
                on conflict (run_id) do nothing""")
                .param(
                        "ids",
                        instants.stream()
                                .map(instant -> RunIds.of(event.scheduleId(), instant, event.backfill()))
                                .toArray(String[]::new))
                .param("instants", instants.stream().map(Instant::toString).toArray(String[]::new))
                .param("schedule", event.scheduleId())
                .param("workspace", event.workspaceId())
                .param("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
                .param("code", event.code())
                .param("text", ScheduleReasons.text(event.code()))
                .param("ref", event.ref())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("correlation", event.stamp().correlationId())
                .param("depth", event.stamp().depth())
                .update();
    }

    private static void dropped(BufferDropped event, JdbcClient db) {
        event.runIds()
                .forEach(run -> RunProjection.resolve(
                        run, "dropped", event.code(), event.stamp().at(), db));
    }
}
