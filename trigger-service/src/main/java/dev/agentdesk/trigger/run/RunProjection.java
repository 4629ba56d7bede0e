package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDebounced;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunDelayed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFinished;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunOpened;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunRefused;
import dev.agentdesk.trigger.schedule.ScheduleEvent;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code run} per decision of a Route or a Schedule. */
@Component
final class RunProjection implements ReadModel {

    static final String NAME = "run";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("run");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case RunFired e ->
                insert(
                        e.runId(),
                        e.deliveryId(),
                        e.routeId(),
                        e.workspaceId(),
                        e.onBusy(),
                        new Reason("fired", "route-matched", "The filter of the route took the event."),
                        e.stamp(),
                        db);
            case RunFailed e ->
                insert(
                        e.runId(),
                        e.deliveryId(),
                        e.routeId(),
                        e.workspaceId(),
                        null,
                        new Reason(outcome(e.code()), e.code(), e.text()),
                        e.stamp(),
                        db);
            case RunDelayed e ->
                insert(
                        e.runId(),
                        e.deliveryId(),
                        e.routeId(),
                        e.workspaceId(),
                        null,
                        new Reason("buffered", "debounce", "It waits until nothing more of its kind comes."),
                        e.stamp(),
                        db);
            case RunDebounced e -> debounce(e, db);
            case RunOpened e -> open(e.runId(), e.sessionId(), e.stamp().at(), db);
            case RunFinished e ->
                finish(
                        e.runId(),
                        e.sessionId(),
                        e.turnId(),
                        e.stopReason(),
                        e.costUsd(),
                        e.stamp().at(),
                        db);
            case RunRefused e ->
                resolve(e.runId(), "refused", e.code(), e.stamp().at(), db);
            case ScheduleEvent e -> ScheduledRuns.apply(e, recorded, db);
            default -> {}
        }
    }

    /** What was stopped on purpose did not fail. */
    private static String outcome(String code) {
        return switch (code) {
            case "held" -> "held";
            case "rate-limited" -> "limited";
            default -> "failed";
        };
    }

    private record Reason(String outcome, String code, String text) {}

    private static void insert(
            String runId,
            String deliveryId,
            String routeId,
            String workspaceId,
            @Nullable String onBusy,
            Reason reason,
            Stamp stamp,
            JdbcClient db) {
        db.sql("""
                insert into run (run_id, delivery_id, route_id, workspace_id, outcome, reason_code, reason_text, decided_at,
                    correlation_id, depth, on_busy, fired_at)
                values (:id, :delivery, :route, :workspace, :outcome, :code, :text, :at, :correlation, :depth, :onBusy,
                    :fired)
                on conflict (run_id) do update set outcome = excluded.outcome, reason_code = excluded.reason_code,
                    reason_text = excluded.reason_text, decided_at = excluded.decided_at, on_busy = excluded.on_busy,
                    fired_at = excluded.fired_at
                where run.outcome = 'buffered'""")
                .param("id", runId)
                .param("delivery", deliveryId)
                .param("route", routeId)
                .param("workspace", workspaceId)
                .param("outcome", reason.outcome())
                .param("code", reason.code())
                .param("text", reason.text())
                .param("at", Timestamp.from(stamp.at()))
                .param("correlation", stamp.correlationId())
                .param("depth", stamp.depth())
                .param("onBusy", onBusy)
                .param("fired", onBusy == null ? null : Timestamp.from(stamp.at()))
                .update();
    }

    private static void debounce(RunDebounced event, JdbcClient db) {
        db.sql("""
                update run set outcome = 'debounced', reason_code = 'debounced', reason_ref = :by, decided_at = :at,
                    reason_text = 'A newer event of its kind took its place.'
                where run_id = :id""")
                .param("by", event.byRunId())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.runId())
                .update();
    }

    static void open(String runId, String sessionId, Instant at, JdbcClient db) {
        db.sql("update run set session_id = :session, opened_at = :at where run_id = :id")
                .param("session", sessionId)
                .param("at", Timestamp.from(at))
                .param("id", runId)
                .update();
    }

    static void finish(
            String runId,
            String sessionId,
            @Nullable String turnId,
            String stopReason,
            @Nullable String costUsd,
            Instant at,
            JdbcClient db) {
        db.sql("update run set session_id = :session, turn_id = :turn, cost_usd = :cost where run_id = :id")
                .param("session", sessionId)
                .param("turn", turnId)
                .param("cost", costUsd)
                .param("id", runId)
                .update();
        resolve(runId, "finished", stopReason, at, db);
    }

    static void resolve(String runId, String resolution, String code, Instant at, JdbcClient db) {
        db.sql("""
                update run set resolved_at = :at, resolution = :resolution, resolution_code = :code
                where run_id = :id""")
                .param("at", Timestamp.from(at))
                .param("resolution", resolution)
                .param("code", code)
                .param("id", runId)
                .update();
    }
}
