package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFailed;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFinished;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunFired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunOpened;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RunRefused;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code run} per decision of a Route to start work. */
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
                        new Reason("failed", e.code(), e.text()),
                        e.stamp(),
                        db);
            case RunOpened e -> open(e, db);
            case RunFinished e -> finish(e, db);
            case RunRefused e -> refuse(e, db);
            default -> {}
        }
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
                    correlation_id, depth, on_busy)
                values (:id, :delivery, :route, :workspace, :outcome, :code, :text, :at, :correlation, :depth, :onBusy)
                on conflict (run_id) do nothing""")
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
                .update();
    }

    private static void open(RunOpened event, JdbcClient db) {
        db.sql("update run set session_id = :session, opened_at = :at where run_id = :id")
                .param("session", event.sessionId())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.runId())
                .update();
    }

    private static void finish(RunFinished event, JdbcClient db) {
        db.sql("""
                update run set session_id = :session, turn_id = :turn, resolved_at = :at, resolution = 'finished',
                    resolution_code = :code, cost_usd = :cost
                where run_id = :id""")
                .param("session", event.sessionId())
                .param("turn", event.turnId())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("code", event.stopReason())
                .param("cost", event.costUsd())
                .param("id", event.runId())
                .update();
    }

    private static void refuse(RunRefused event, JdbcClient db) {
        db.sql("""
                update run set resolved_at = :at, resolution = 'refused', resolution_code = :code
                where run_id = :id""")
                .param("at", Timestamp.from(event.stamp().at()))
                .param("code", event.code())
                .param("id", event.runId())
                .update();
    }
}
