package dev.agentdesk.gateway.token;

import dev.agentdesk.kit.problem.Rejection;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks for tokens; see {@link TokenRows} for what is written. */
public final class TokenRegister {

    private final JdbcClient db;

    public TokenRegister(JdbcClient db) {
        this.db = db;
    }

    /** A token as it is shown: everything but the secret. */
    public record Shown(
            String id,
            String name,
            List<String> scopes,
            @Nullable List<String> workspaceIds,
            String accountId,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom) {}

    /** By equality of SHA-256 digests of 160 random bits: how long the look-up takes tells nothing of use. */
    Optional<KnownToken> find(String digest, Instant now) {
        return db.sql("""
                select t.token_id, t.name, t.account_id, a.role, t.scopes, t.workspace_ids
                from service_token t join account a using (account_id)
                where t.digest = :digest and t.revoked_at is null and t.expires_at > :now
                """)
                .param("digest", digest)
                .param("now", Timestamp.from(now))
                .query((row, number) -> new KnownToken(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        texts(row.getArray(5)),
                        textsOrNull(row.getArray(6))))
                .optional();
    }

    Set<String> valid(Collection<String> ids, Instant now) {
        return new TreeSet<>(db.sql("""
                select token_id from service_token
                where token_id = any(:ids) and revoked_at is null and expires_at > :now
                """)
                .param("ids", ids.toArray(String[]::new))
                .param("now", Timestamp.from(now))
                .query(String.class)
                .list());
    }

    /** Newest first; of one account, or of all where it is null. {@code before} is the id of the last one seen. */
    public List<Shown> list(@Nullable String accountId, @Nullable String before, int limit) {
        return db.sql(SHOWN + """
                where (:account::text is null or t.account_id = :account)
                  and (:before::text is null or t.token_id < :before)
                order by t.token_id desc limit :limit
                """)
                .param("account", accountId)
                .param("before", before)
                .param("limit", limit)
                .query(TokenRegister::shown)
                .list();
    }

    /** @throws Rejection 404 also where the token belongs to another account */
    public Shown show(String tokenId, @Nullable String accountId) {
        return db.sql(SHOWN + "where t.token_id = :id and (:account::text is null or t.account_id = :account)")
                .param("id", tokenId)
                .param("account", accountId)
                .query(TokenRegister::shown)
                .optional()
                .orElseThrow(Rejection::notFound);
    }

    private static final String SHOWN = """
            select t.token_id, t.name, t.scopes, t.workspace_ids, t.account_id, t.created_at, t.expires_at,
                t.revoked_at, u.used_at, u.used_from
            from service_token t left join credential_use u on u.credential_id = t.token_id
            """;

    private static Shown shown(ResultSet row, int number) throws SQLException {
        return new Shown(
                row.getString(1),
                row.getString(2),
                texts(row.getArray(3)),
                textsOrNull(row.getArray(4)),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                instantOrNull(row.getTimestamp(8)),
                instantOrNull(row.getTimestamp(9)),
                row.getString(10));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable List<String> textsOrNull(@Nullable Array array) throws SQLException {
        return array == null ? null : texts(array);
    }

    private static @Nullable Instant instantOrNull(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
