package dev.agentdesk.gateway.access;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When a credential was last used, to the minute, and from where: an idle session ends, an unused token can be found, a
 * stolen one noticed.
 */
final class LastUse {

    private static final Duration PRECISION = Duration.ofMinutes(1);

    /** More credentials than are used within a minute; beyond it the memory is emptied and refills. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, Instant> written = new ConcurrentHashMap<>();
    private final JdbcClient db;
    private final Clock clock;

    LastUse(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    void of(String credentialId, String address) {
        var now = clock.instant();
        var last = written.get(credentialId);
        if (last != null && now.isBefore(last.plus(PRECISION))) {
            return;
        }
        if (written.size() >= REMEMBERED) {
            written.clear();
        }
        written.put(credentialId, now);
        db.sql("""
                insert into credential_use (credential_id, used_at, used_from) values (:id, :now, :from)
                on conflict (credential_id) do update set
                    used_at = greatest(credential_use.used_at, excluded.used_at), used_from = excluded.used_from
                """)
                .param("id", credentialId)
                .param("now", Timestamp.from(now))
                .param("from", address)
                .update();
    }
}
