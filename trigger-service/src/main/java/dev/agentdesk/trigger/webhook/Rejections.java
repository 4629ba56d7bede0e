package dev.agentdesk.trigger.webhook;

import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.listing.PlainText;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of refused requests: when, from where, why, the names of their headers; never the body.
 *
 * <p>A flood is counted, not copied: after {@value #MOST_PER_SECOND} of one connector in a second the next row stands
 * for all in between. What was counted and not written when a replica dies is lost.
 */
@Component
class Rejections {

    /** Rows of one connector in one second. */
    static final int MOST_PER_SECOND = 10;

    private static final int MOST_HEADERS = 60;
    private static final int LONGEST_NAME = 64;

    /** Rows kept for one connector. */
    private static final int MOST_KEPT = 1000;

    /** One refused request, or several of which it is the newest. */
    record Row(
            String id,
            Instant at,
            String address,
            String method,
            String reason,
            List<String> headerNames,
            long size,
            long count) {}

    private record Window(long second, int written, long uncounted) {}

    private final JdbcClient db;
    private final IdSource ids;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Window> windows = new HashMap<>();

    Rejections(JdbcClient db, IdSource ids, Clock clock, MeterRegistry meters) {
        this.db = db;
        this.ids = ids;
        this.clock = clock;
        this.meters = meters;
    }

    void count(HookRequest request, HookRefused refused, boolean connectorKnown) {
        meters.counter("agentdesk.trigger.hooks.refused", "reason", refused.reason())
                .increment();
        if (connectorKnown) {
            long standsFor = standsFor(request.connectorId());
            if (standsFor > 0) {
                write(request, refused, standsFor);
            }
        }
    }

    /** For how many requests a row written now stands; 0: this one is only counted. */
    private synchronized long standsFor(String connectorId) {
        long second = clock.instant().getEpochSecond();
        var window = windows.getOrDefault(connectorId, new Window(second, 0, 0));
        int written = window.second() == second ? window.written() : 0;
        if (written >= MOST_PER_SECOND) {
            windows.put(connectorId, new Window(second, written, window.uncounted() + 1));
            return 0;
        }
        windows.put(connectorId, new Window(second, written + 1, 0));
        return window.uncounted() + 1;
    }

    private void write(HookRequest request, HookRefused refused, long standsFor) {
        var names = request.headers().keySet().stream()
                .filter(name -> name.length() <= LONGEST_NAME && PlainText.isLine(name))
                .limit(MOST_HEADERS)
                .toArray(String[]::new);
        db.sql("""
                insert into hook_rejection (rejection_id, connector_id, at, address, method, reason, header_names, size,
                    count)
                values (:id, :connector, :at, :address, :method, :reason, :names, :size, :count)""")
                .param("id", ids.mint("rej"))
                .param("connector", request.connectorId())
                .param("at", Timestamp.from(clock.instant()))
                .param("address", request.address())
                .param("method", request.method())
                .param("reason", refused.reason())
                .param("names", names)
                .param("size", Math.max(request.contentLength(), 0))
                .param("count", standsFor)
                .update();
    }

    /** Newest first. */
    List<Row> page(String connectorId, @Nullable Newest after, int limit) {
        return db.sql("select rejection_id, at, address, method, reason, header_names, size, count from hook_rejection"
                        + " where connector_id = :connector"
                        + (after == null ? "" : " and (at, rejection_id) < (:at, :after)")
                        + " order by at desc, rejection_id desc limit :limit")
                .params(Newest.parameters(after))
                .param("connector", connectorId)
                .param("limit", limit)
                .query(Rejections::row)
                .list();
    }

    /** Forgets what is old, and of each connector what is more than {@value #MOST_KEPT}. */
    void sweep(Instant before) {
        db.sql("""
                delete from hook_rejection where at < :before or rejection_id in (
                    select rejection_id from (select rejection_id, row_number() over (
                        partition by connector_id order by at desc, rejection_id desc) as n from hook_rejection) numbered
                    where n > :most)""")
                .param("before", Timestamp.from(before))
                .param("most", MOST_KEPT)
                .update();
        synchronized (this) {
            windows.values().removeIf(window -> window.uncounted() == 0);
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                texts(row.getArray(6)),
                row.getLong(7),
                row.getLong(8));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
