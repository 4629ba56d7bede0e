package dev.agentdesk.trigger.subscription;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.SealedTexts;
import dev.agentdesk.trigger.access.Visibility;
import dev.agentdesk.trigger.listing.Newest;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads Subscriptions. */
@Component
public class Subscriptions {

    /** One row of {@code subscription}. */
    public record Row(
            String id,
            SubscriptionSettings settings,
            boolean seesAll,
            @Nullable String pausedCode,
            @Nullable Instant pausedAt,
            long version,
            String owner,
            String createdBy,
            Instant createdAt,
            Instant updatedAt) {

        /** Whether anything is sent at the moment. */
        public boolean isActive() {
            return settings.enabled() && pausedCode == null;
        }
    }

    private static final String COLUMNS =
            "select s.subscription_id, s.sealed_url, s.vouched, s.sees_all, s.events, s.workspace_ids,"
                    + " s.secret_ids, s.enabled, s.paused_code, s.paused_at, s.version, s.owner, s.created_by,"
                    + " s.created_at, s.updated_at from subscription s ";

    /** One's own; a token with a limit sees those that keep within it. */
    private static final String OWN = "(:seesAll or s.owner = :account)"
            + " and (not :limited or cardinality(s.workspace_ids) > 0 and s.workspace_ids <@ :reach::text[])";

    private final JdbcClient db;
    private final SealedTexts seals;

    Subscriptions(JdbcClient db, SealedTexts seals) {
        this.db = db;
        this.seals = seals;
    }

    /** Those that are told of what happens now, paused ones too: for them it waits. */
    public List<Row> told() {
        return db.sql(COLUMNS + "where s.enabled").query(this::row).list();
    }

    public Optional<Row> find(String id) {
        return db.sql(COLUMNS + "where s.subscription_id = :id")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** One of the principal's own. */
    public Optional<Row> own(Principal principal, String id) {
        if (!Ids.isId("sub", id)) {
            return Optional.empty();
        }
        return db.sql(COLUMNS + "where s.subscription_id = :id and " + OWN)
                .params(Visibility.of(principal))
                .param("id", id)
                .query(this::row)
                .optional();
    }

    int count(String owner) {
        return db.sql("select count(*) from subscription where owner = :owner")
                .param("owner", owner)
                .query(Integer.class)
                .single();
    }

    /** Newest first. */
    List<Row> page(Principal principal, @Nullable Newest after, int limit) {
        return db.sql(COLUMNS + "where " + OWN
                        + (after == null ? "" : " and (s.created_at, s.subscription_id) < (:at, :after)")
                        + " order by s.created_at desc, s.subscription_id desc limit :limit")
                .params(Visibility.of(principal))
                .params(Newest.parameters(after))
                .param("limit", limit)
                .query(this::row)
                .list();
    }

    private Row row(ResultSet row, int number) throws SQLException {
        var id = row.getString(1);
        var url = Objects.requireNonNullElse(seals.open(id, row.getBytes(2)), "");
        return new Row(
                id,
                new SubscriptionSettings(
                        new Address(url, row.getBoolean(3)),
                        new Selection(texts(row.getArray(5)), texts(row.getArray(6))),
                        texts(row.getArray(7)),
                        row.getBoolean(8)),
                row.getBoolean(4),
                row.getString(9),
                row.getTimestamp(10) == null ? null : row.getTimestamp(10).toInstant(),
                row.getLong(11),
                row.getString(12),
                row.getString(13),
                row.getTimestamp(14).toInstant(),
                row.getTimestamp(15).toInstant());
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
