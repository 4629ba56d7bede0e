package dev.agentdesk.trigger.delivery;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.access.Visibility;
import dev.agentdesk.trigger.listing.Newest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Deliveries. */
@Component
public class Deliveries {

    /** One row of {@code delivery}. */
    public record Row(
            String id,
            String connectorId,
            String status,
            Instant receivedAt,
            @Nullable String eventId,
            @Nullable String source,
            @Nullable String type,
            @Nullable String subject,
            @Nullable String mediaType,
            long size,
            String digest,
            @Nullable String conflictsWith,
            @Nullable String failure,
            boolean erased,
            @Nullable String scheme,
            @Nullable String replayOf) {}

    /** One row of {@code delivery_route}. */
    record RouteRow(
            String routeId,
            long routeVersion,
            String verdict,
            @Nullable String runId) {}

    private static final String COLUMNS = "select d.delivery_id, d.connector_id, d.status, d.received_at, d.event_id,"
            + " d.source, d.type, d.sealed_subject, d.media_type, d.size, d.digest, d.conflicts_with, d.failure, d.erased,"
            + " d.scheme, d.replay_of"
            + " from delivery d ";

    /** All to the owner of the connector; to others what came into a Workspace that they see. */
    private static final String SEEN = "left join connector c using (connector_id) where ((" + Visibility.OWNS
            + ") is true or exists (select 1 from run r join workspace_access a using (workspace_id)"
            + " where r.delivery_id = d.delivery_id and " + Visibility.SEES + "))";

    /** A verdict is for those who see all of the delivery or the Workspace that the run asked. */
    private static final String VERDICTS = "select v.delivery_id, v.route_id, v.route_version, v.verdict, v.run_id"
            + " from delivery_route v join delivery d using (delivery_id) left join connector c using (connector_id)"
            + " where v.delivery_id = any(:ids) and ((" + Visibility.OWNS
            + ") is true or exists (select 1 from run r join workspace_access a using (workspace_id)"
            + " where r.run_id = v.run_id and " + Visibility.SEES + "))"
            + " order by v.delivery_id, v.position";

    private final JdbcClient db;
    private final SealedTexts seals;

    Deliveries(JdbcClient db, SealedTexts seals) {
        this.db = db;
        this.seals = seals;
    }

    /** The deliveries that were routed once more from that one, oldest first. */
    List<String> replays(String id) {
        return db.sql("select delivery_id from delivery where replay_of = :id order by received_at, delivery_id")
                .param("id", id)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** A Delivery that the principal may see. */
    public Optional<Row> seen(Principal principal, String id) {
        if (!Ids.isId("dlv", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + SEEN + " and d.delivery_id = :id")
                .params(Visibility.of(principal))
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** Newest first. */
    List<Row> page(
            Principal principal, String connectorId, @Nullable String status, @Nullable Newest after, int limit) {
        return db.sql(COLUMNS + SEEN + " and d.connector_id = :connector"
                        + (status == null ? "" : " and d.status = :status")
                        + (after == null ? "" : " and (d.received_at, d.delivery_id) < (:at, :after)")
                        + " order by d.received_at desc, d.delivery_id desc limit :limit")
                .params(Visibility.of(principal))
                .params(Newest.parameters(after))
                .param("connector", connectorId)
                .param("status", status)
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    /** The verdicts of some deliveries that the principal may see. */
    Map<String, List<RouteRow>> verdicts(Principal principal, List<String> ids) {
        var verdicts = new HashMap<String, List<RouteRow>>();
        db.sql(VERDICTS)
                .params(Visibility.of(principal))
                .param("ids", ids.toArray(String[]::new))
                .query(row -> {
                    verdicts.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new RouteRow(row.getString(2), row.getLong(3), row.getString(4), row.getString(5)));
                });
        return verdicts;
    }

    private Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                seals.open(row.getString(1), row.getBytes(8)),
                row.getString(9),
                row.getLong(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getBoolean(14),
                row.getString(15),
                row.getString(16));
    }
}
