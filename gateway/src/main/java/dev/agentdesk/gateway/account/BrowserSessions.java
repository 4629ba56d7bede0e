package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.digest.Digests;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sessions of signed-in browsers: at most 30 days long, and ended by 12 hours without a request. */
public final class BrowserSessions {

    static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration IDLE = Duration.ofHours(12);

    /** More browsers than a person has; the oldest are not shown. */
    private static final int MOST_SHOWN = 100;

    /** Half a SHA-256: still no two alike. */
    private static final int SHOWN_DIGITS = 32;

    /** What was not used since {@code idle}, or has expired {@code now}, is over. */
    private static final String VALID = """
            s.expires_at > :now and greatest(s.signed_in_at, u.used_at) > :idle
            """;

    private final JdbcClient db;
    private final Clock clock;

    public BrowserSessions(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The session of this cookie if it is valid now. */
    public Optional<KnownSession> find(String secret) {
        return asked("""
                select s.session_digest, a.account_id, a.name, a.role
                from browser_session s join account a using (account_id)
                left join credential_use u on u.credential_id = s.session_digest
                where s.session_digest = :digest and
                """)
                .param("digest", Digests.of(secret))
                .query((row, number) ->
                        new KnownSession(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .optional();
    }

    /** Those of the digests that are sessions and valid now. */
    public Set<String> valid(Collection<String> digests) {
        return new TreeSet<>(asked("""
                select s.session_digest
                from browser_session s left join credential_use u on u.credential_id = s.session_digest
                where s.session_digest = any(:digests) and
                """)
                .param("digests", digests.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    /**
     * A session as its owner may see it; {@code id} names it without being of use to anybody.
     *
     * @param digest what it is known by inside
     */
    record Seen(
            String id,
            String digest,
            String method,
            Instant signedInAt,
            @Nullable Instant lastUsedAt,
            @Nullable String lastUsedFrom,
            Instant expiresAt) {}

    /** The valid ones of an account, newest first. */
    List<Seen> of(String accountId) {
        return asked("""
                select s.session_digest, s.method, s.signed_in_at, u.used_at, u.used_from, s.expires_at
                from browser_session s left join credential_use u on u.credential_id = s.session_digest
                where s.account_id = :account and
                """, "order by s.signed_in_at desc, s.session_digest limit " + MOST_SHOWN)
                .param("account", accountId)
                .query(BrowserSessions::seen)
                .list();
    }

    private static Seen seen(ResultSet row, int number) throws SQLException {
        var used = row.getTimestamp(4);
        return new Seen(
                row.getString(1).substring(0, SHOWN_DIGITS),
                row.getString(1),
                row.getString(2),
                row.getTimestamp(3).toInstant(),
                used == null ? null : used.toInstant(),
                row.getString(5),
                row.getTimestamp(6).toInstant());
    }

    /** Whether it began with a link not long ago, so that a forgotten password may be replaced in it. */
    boolean isFreshFromLink(String digest) {
        return db.sql("""
                select exists (select 1 from browser_session
                    where session_digest = :digest and method = :link and signed_in_at > :since)
                """)
                .param("digest", digest)
                .param("link", AccountState.LINK)
                .param("since", Timestamp.from(clock.instant().minus(AccountState.FRESH)))
                .query(Boolean.class)
                .single();
    }

    /** The digests of all sessions of the account but one. */
    Set<String> othersOf(String accountId, String kept) {
        return new TreeSet<>(
                db.sql("select session_digest from browser_session where account_id = :id and session_digest <> :kept")
                        .param("id", accountId)
                        .param("kept", kept)
                        .query(String.class)
                        .list());
    }

    private JdbcClient.StatementSpec asked(String sql) {
        return asked(sql, "");
    }

    private JdbcClient.StatementSpec asked(String sql, String order) {
        Instant now = clock.instant();
        return db.sql(sql + VALID + order)
                .param("now", Timestamp.from(now))
                .param("idle", Timestamp.from(now.minus(IDLE)));
    }
}
