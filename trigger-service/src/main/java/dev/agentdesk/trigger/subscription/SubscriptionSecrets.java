package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.trigger.signature.Secret;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The secrets with which Subscriptions sign: sealed with the key of their subscription, never in an event, an answer or
 * a log.
 *
 * <p>A secret is there before the event that names it; one that no event names is never used. The key of a deleted
 * subscription is destroyed.
 */
@Component
public class SubscriptionSecrets {

    /** One secret as it may be shown. */
    record Shown(String id, Instant addedAt, String addedBy) {}

    private record Row(String id, byte[] bytes) {}

    private final JdbcClient db;
    private final DataKeys keys;
    private final Clock clock;

    SubscriptionSecrets(JdbcClient db, DataKeys keys, Clock clock) {
        this.db = db;
        this.keys = keys;
        this.clock = clock;
    }

    void keep(String subscriptionId, String addedBy, List<Secret> secrets) {
        for (var secret : secrets) {
            db.sql("""
                    insert into subscription_secret (secret_id, subscription_id, sealed, added_at, added_by)
                    values (:id, :subscription, :sealed, :at, :by) on conflict do nothing""")
                    .param("id", secret.id())
                    .param("subscription", subscriptionId)
                    .param("sealed", keys.seal(subscriptionId, secret.value().getBytes(StandardCharsets.UTF_8)))
                    .param("at", Timestamp.from(clock.instant()))
                    .param("by", addedBy)
                    .update();
        }
    }

    /** The active ones, to sign with. */
    public List<Secret> of(Subscriptions.Row subscription) {
        return db
                .sql("select secret_id, sealed from subscription_secret where secret_id = any(:ids)"
                        + " and subscription_id = :subscription order by added_at, secret_id")
                .param("ids", array(subscription.settings().secretIds()))
                .param("subscription", subscription.id())
                .query((row, n) -> new Row(row.getString(1), row.getBytes(2)))
                .list()
                .stream()
                .map(row -> keys.open(subscription.id(), row.bytes())
                        .map(value -> new Secret(row.id(), new String(value, StandardCharsets.UTF_8))))
                .flatMap(Optional::stream)
                .toList();
    }

    List<Shown> shown(Subscriptions.Row subscription) {
        return db.sql("select secret_id, added_at, added_by from subscription_secret where secret_id = any(:ids)"
                        + " order by added_at, secret_id")
                .param("ids", array(subscription.settings().secretIds()))
                .query((row, n) ->
                        new Shown(row.getString(1), row.getTimestamp(2).toInstant(), row.getString(3)))
                .list();
    }

    void forget(List<String> secretIds) {
        db.sql("delete from subscription_secret where secret_id = any(:ids)")
                .param("ids", array(secretIds))
                .update();
    }

    void forgetAll(String subscriptionId) {
        db.sql("delete from subscription_secret where subscription_id = :id")
                .param("id", subscriptionId)
                .update();
        keys.destroy(subscriptionId);
    }

    private static String[] array(List<String> ids) {
        return ids.toArray(String[]::new);
    }
}
