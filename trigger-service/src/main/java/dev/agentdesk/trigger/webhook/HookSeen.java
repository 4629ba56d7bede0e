package dev.agentdesk.trigger.webhook;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Recognises deliveries that have no id of their provider by their content, for {@link #KEPT}: as long as senders
 * usually try again, and short enough that the same words tomorrow are news.
 */
@Component
class HookSeen {

    static final Duration KEPT = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final Clock clock;

    HookSeen(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The Delivery of that content: the one that is remembered, else {@code fresh} from now on. Committed. */
    String deliveryOf(String connectorId, String digest, String fresh) {
        var now = clock.instant();
        return db.sql("""
                        insert into hook_seen (connector_id, digest, delivery_id, expires_at)
                        values (:connector, :digest, :fresh, :expires)
                        on conflict (connector_id, digest) do update set
                            delivery_id = case when hook_seen.expires_at < :now then excluded.delivery_id
                                else hook_seen.delivery_id end,
                            expires_at = case when hook_seen.expires_at < :now then excluded.expires_at
                                else hook_seen.expires_at end
                        returning delivery_id""")
                .param("connector", connectorId)
                .param("digest", digest)
                .param("fresh", fresh)
                .param("expires", Timestamp.from(now.plus(KEPT)))
                .param("now", Timestamp.from(now))
                .query((row, n) -> row.getString(1))
                .single();
    }

    void sweep(Instant before) {
        db.sql("delete from hook_seen where expires_at < :before")
                .param("before", Timestamp.from(before))
                .update();
    }
}
