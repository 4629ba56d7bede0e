package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.delivery.DeliveryEvent.ConflictDetected;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryErased;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryExpired;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryReceived;
import dev.agentdesk.trigger.delivery.DeliveryEvent.DeliveryRouted;
import dev.agentdesk.trigger.delivery.DeliveryEvent.PayloadKept;
import dev.agentdesk.trigger.delivery.DeliveryEvent.RoutingFailed;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code delivery} per Delivery and one of {@code delivery_route} per verdict. */
@Component
final class DeliveryProjection implements ReadModel {

    static final String NAME = "delivery";

    private final SealedTexts seals;

    DeliveryProjection(SealedTexts seals) {
        this.seals = seals;
    }

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
        return List.of("delivery", "delivery_route");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case DeliveryReceived e -> insert(e, e.arrival(), "received", null, db);
            case ConflictDetected e -> insert(e, e.arrival(), "conflict", e.firstDeliveryId(), db);
            case PayloadKept e -> describe(e, db);
            case DeliveryRouted e -> route(e, db);
            case RoutingFailed e -> fail(e, db);
            case DeliveryErased e -> erase(e.deliveryId(), db);
            case DeliveryExpired e -> erase(e.deliveryId(), db);
            default -> {}
        }
    }

    private static void insert(
            DeliveryEvent event, Arrival arrival, String status, @Nullable String conflictsWith, JdbcClient db) {
        db.sql("""
                insert into delivery (delivery_id, connector_id, status, received_at, media_type, size, digest,
                    conflicts_with, erased, scheme, replay_of)
                values (:id, :connector, :status, :at, :mediaType, :size, :digest, :conflictsWith, false, :scheme, :replayOf)
                on conflict (delivery_id) do nothing""")
                .param("id", event.deliveryId())
                .param("connector", arrival.connectorId())
                .param("status", status)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("mediaType", arrival.mediaType())
                .param("size", arrival.size())
                .param("digest", arrival.digest())
                .param("conflictsWith", conflictsWith)
                .param("scheme", arrival.scheme())
                .param("replayOf", arrival.replayOf())
                .update();
    }

    private void describe(PayloadKept kept, JdbcClient db) {
        db.sql("""
                update delivery set event_id = :eventId, source = :source, type = :type,
                    sealed_subject = :subject
                where delivery_id = :id""")
                .param("eventId", kept.event().id())
                .param("source", kept.event().source())
                .param("type", kept.event().type())
                .param("subject", seals.seal(kept.deliveryId(), kept.event().subject()), Types.BINARY)
                .param("id", kept.deliveryId())
                .update();
    }

    private static void route(DeliveryRouted routed, JdbcClient db) {
        boolean matched = routed.verdicts().stream().anyMatch(v -> v.kind() == Verdict.Kind.MATCHED);
        db.sql("update delivery set status = :status where delivery_id = :id")
                .param("status", matched ? "routed" : "matched_nothing")
                .param("id", routed.deliveryId())
                .update();
        for (int position = 0; position < routed.verdicts().size(); position++) {
            insert(routed.deliveryId(), position, routed.verdicts().get(position), db);
        }
    }

    private static void insert(String deliveryId, int position, Verdict verdict, JdbcClient db) {
        db.sql("""
                insert into delivery_route (delivery_id, position, route_id, route_version, verdict, run_id)
                values (:id, :position, :route, :version, :verdict, :run) on conflict do nothing""")
                .param("id", deliveryId)
                .param("position", position)
                .param("route", verdict.routeId())
                .param("version", verdict.routeVersion())
                .param("verdict", verdict.kind().wire())
                .param("run", verdict.runId())
                .update();
    }

    private static void fail(RoutingFailed failed, JdbcClient db) {
        db.sql("update delivery set status = 'failed', failure = :code where delivery_id = :id")
                .param("code", failed.code())
                .param("id", failed.deliveryId())
                .update();
    }

    private static void erase(String deliveryId, JdbcClient db) {
        db.sql("""
                update delivery set event_id = null, source = null, type = null, sealed_subject = null,
                    erased = true
                where delivery_id = :id""").param("id", deliveryId).update();
    }
}
