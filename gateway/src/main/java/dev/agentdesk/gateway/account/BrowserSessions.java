package dev.agentdesk.gateway.account;

import dev.agentdesk.gateway.digest.Digests;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sessions of signed-in browsers: at most 30 days long, and ended by 12 hours without a request. */
public final class BrowserSessions {

    static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration IDLE = Duration.ofHours(12);

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

    private JdbcClient.StatementSpec asked(String sql) {
        Instant now = clock.instant();
        return db.sql(sql + VALID).param("now", Timestamp.from(now)).param("idle", Timestamp.from(now.minus(IDLE)));
    }
}
