package dev.agentdesk.trigger.outbound;

import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDeleted;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionResumed;
import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of {@code outbound_health}: how many attempts of a Subscription failed in a row, and since when. */
@Component
class Health implements InAppend {

    /** Failed attempts in a row; {@code since} is the time of the first. */
    record Failing(int times, Instant since) {}

    private final JdbcClient db;

    Health(JdbcClient db) {
        this.db = db;
    }

    /** What was resumed begins anew, and at once; of what is deleted nothing is sent any more. */
    @Override
    public void appended(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case SubscriptionResumed e -> {
                forget(e.subscriptionId(), db);
                db.sql("update outbound_message set due_at = :at where subscription_id = :id and status = 'waiting'")
                        .param("at", Timestamp.from(e.stamp().at()))
                        .param("id", e.subscriptionId())
                        .update();
            }
            case SubscriptionDeleted e -> {
                forget(e.subscriptionId(), db);
                db.sql("delete from outbound_message where subscription_id = :id")
                        .param("id", e.subscriptionId())
                        .update();
            }
            default -> {}
        }
    }

    void succeeded(String subscriptionId) {
        forget(subscriptionId, db);
    }

    Failing failed(String subscriptionId, Instant at) {
        return db.sql("""
                        insert into outbound_health (subscription_id, failures, failing_since) values (:id, 1, :at)
                        on conflict (subscription_id) do update set failures = outbound_health.failures + 1
                        returning failures, failing_since""")
                .param("id", subscriptionId)
                .param("at", Timestamp.from(at))
                .query((row, n) ->
                        new Failing(row.getInt(1), row.getTimestamp(2).toInstant()))
                .single();
    }

    private static void forget(String subscriptionId, JdbcClient db) {
        db.sql("delete from outbound_health where subscription_id = :id")
                .param("id", subscriptionId)
                .update();
    }
}
