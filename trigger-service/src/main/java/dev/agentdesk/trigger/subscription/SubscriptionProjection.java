package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.AddressReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.Erased;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SecretsReplaced;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SelectionChosen;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionCreated;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDeleted;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionDisabled;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionEnabled;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionPaused;
import dev.agentdesk.trigger.subscription.SubscriptionEvent.SubscriptionResumed;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps one row of {@code subscription} per live Subscription. */
@Component
final class SubscriptionProjection implements ReadModel {

    static final String NAME = "subscription";

    private final SealedTexts seals;

    SubscriptionProjection(SealedTexts seals) {
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
        return List.of("subscription");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (!(recorded.event() instanceof SubscriptionEvent event)) {
            return;
        }
        long seq = recorded.seq();
        switch (event) {
            case SubscriptionCreated e -> insert(e, seq, db);
            case AddressReplaced e ->
                set(
                        e,
                        seq,
                        db,
                        Map.of(
                                "sealed_url",
                                sealed(e, e.address().url()),
                                "vouched",
                                e.address().vouched()));
            case SelectionChosen e ->
                set(
                        e,
                        seq,
                        db,
                        Map.of(
                                "events",
                                array(e.selection().events()),
                                "workspace_ids",
                                array(e.selection().workspaceIds())));
            case SecretsReplaced e -> set(e, seq, db, Map.of("secret_ids", array(e.secretIds())));
            case SubscriptionEnabled e -> set(e, seq, db, Map.of("enabled", true));
            case SubscriptionDisabled e -> set(e, seq, db, Map.of("enabled", false));
            case SubscriptionPaused e ->
                pause(e, seq, db, e.code().wire(), Timestamp.from(e.stamp().at()));
            case SubscriptionResumed e -> pause(e, seq, db, null, null);
            case SubscriptionDeleted e -> remove(e, db);
            case Erased e -> remove(e, db);
        }
    }

    private void insert(SubscriptionCreated event, long seq, JdbcClient db) {
        var settings = event.settings();
        db.sql("""
                insert into subscription (subscription_id, sealed_url, vouched, sees_all, events, workspace_ids, secret_ids,
                    enabled, version, owner, created_by, created_at, updated_at)
                values (:id, :url, :vouched, :seesAll, :events, :workspaces, :secrets, :enabled, :seq, :owner, :by, :at,
                    :at)
                on conflict (subscription_id) do nothing""")
                .param("id", event.subscriptionId())
                .param("url", sealed(event, settings.address().url()))
                .param("vouched", settings.address().vouched())
                .param("seesAll", event.seesAll())
                .param("events", array(settings.selection().events()))
                .param("workspaces", array(settings.selection().workspaceIds()))
                .param("secrets", array(settings.secretIds()))
                .param("enabled", settings.enabled())
                .param("seq", seq)
                .param("owner", account(event.stamp().actor()))
                .param("by", event.stamp().actor().id())
                .param("at", Timestamp.from(event.stamp().at()))
                .update();
    }

    private byte[] sealed(SubscriptionEvent event, String text) {
        return Objects.requireNonNull(seals.seal(event.subscriptionId(), text));
    }

    private static void pause(
            SubscriptionEvent event, long seq, JdbcClient db, @Nullable String code, @Nullable Timestamp at) {
        var values = new HashMap<String, @Nullable Object>();
        values.put("paused_code", code);
        values.put("paused_at", at);
        set(event, seq, db, values);
    }

    private static void set(
            SubscriptionEvent event, long seq, JdbcClient db, Map<String, ? extends @Nullable Object> values) {
        var columns =
                values.keySet().stream().map(column -> column + " = :" + column).collect(Collectors.joining(", "));
        db.sql("update subscription set " + columns + ", version = :seq, updated_at = :at where subscription_id = :id")
                .params(values)
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("id", event.subscriptionId())
                .update();
    }

    private static void remove(SubscriptionEvent event, JdbcClient db) {
        db.sql("delete from subscription where subscription_id = :id")
                .param("id", event.subscriptionId())
                .update();
    }

    /** Rights belong to the account behind a token, not to the token. */
    private static String account(Actor actor) {
        return actor.onBehalfOf() == null ? actor.id() : actor.onBehalfOf();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
