package dev.agentdesk.kit.web;

import dev.agentdesk.kit.store.DataKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Requests with a key, and their answers (sealed: they may echo content).
 *
 * <p>A row is claimed before the work and holds a lease: the claim of a process that died is taken over, and the work
 * is done again with the same derived ids.
 */
final class IdempotencyStore {

    /** How long answers are kept. */
    static final Duration KEPT = Duration.ofHours(24);

    /** Longer than any request but a {@code ?wait}; a request that outlives it is repeated harmlessly. */
    private static final Duration LEASE = Duration.ofSeconds(30);

    private static final Duration WAIT = Duration.ofSeconds(2);

    /** One key for all answers; they live a day, and erasing a resource removes its rows. */
    private static final String SEALING_SCOPE = "idempotency";

    record Claim(String principal, String path, String key, String bodySha256) {}

    sealed interface Beginning {}

    record Begun(Instant at) implements Beginning {}

    record Answered(
            int status, @Nullable String location, @Nullable String etag, String contentType, byte[] body)
            implements Beginning {}

    record OtherBody() implements Beginning {}

    record StillRunning() implements Beginning {}

    private record Row(
            String bodySha256,
            Instant begunAt,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String contentType,
            byte @Nullable [] body) {}

    private final JdbcClient db;
    private final DataKeys keys;
    private final Clock clock;

    IdempotencyStore(JdbcClient sidePool, DataKeys keys, Clock clock) {
        this.db = sidePool;
        this.keys = keys;
        this.clock = clock;
    }

    Beginning begin(Claim claim) {
        var until = System.nanoTime() + WAIT.toNanos();
        while (true) {
            var now = clock.instant();
            var row = claimOrRead(claim, now);
            if (row == null) {
                return new Begun(begunAt(claim));
            }
            if (!row.bodySha256().equals(claim.bodySha256())) {
                return new OtherBody();
            }
            if (row.status() != null) {
                return answered(row);
            }
            if (System.nanoTime() > until) {
                return new StillRunning();
            }
            pause();
        }
    }

    void finish(
            Claim claim,
            int status,
            @Nullable String location,
            @Nullable String etag,
            @Nullable String contentType,
            byte[] body) {
        at(db.sql("""
                update idempotency set status = :status, location = :location, etag = :etag,
                    content_type = :type, body = :body
                where principal = :principal and path = :path and key = :key"""), claim)
                .param("status", status)
                .param("location", location)
                .param("etag", etag)
                .param("type", contentType)
                .param("body", keys.seal(SEALING_SCOPE, body))
                .update();
    }

    /** After a fault nothing is promised: the next request with the key does the work. */
    void forget(Claim claim) {
        at(
                        db.sql("delete from idempotency where principal = :principal and path = :path and key = :key"
                                + " and status is null"),
                        claim)
                .update();
    }

    /** Removes the answers that mention a resource that is being erased. */
    void forgetAbout(String id) {
        db.sql("delete from idempotency where path like :id or location like :id")
                .param("id", "%" + id + "%")
                .update();
    }

    void removeOld() {
        db.sql("delete from idempotency where begun_at < :old")
                .param("old", Timestamp.from(clock.instant().minus(KEPT)))
                .update();
    }

    /** Null: the claim is ours, new or taken over from a process that died. */
    private @Nullable Row claimOrRead(Claim claim, Instant now) {
        int claimed = at(db.sql("""
                insert into idempotency (principal, path, key, body_sha256, begun_at, lease_until)
                values (:principal, :path, :key, :sha, :now, :lease)
                on conflict (principal, path, key) do update set
                    body_sha256 = excluded.body_sha256,
                    begun_at = case when idempotency.begun_at < :old then excluded.begun_at
                        else idempotency.begun_at end,
                    lease_until = excluded.lease_until, status = null
                where idempotency.begun_at < :old
                    or (idempotency.status is null and idempotency.lease_until < :now
                        and idempotency.body_sha256 = excluded.body_sha256)"""), claim)
                .param("sha", claim.bodySha256())
                .param("now", Timestamp.from(now))
                .param("lease", Timestamp.from(now.plus(LEASE)))
                .param("old", Timestamp.from(now.minus(KEPT)))
                .update();
        return claimed == 1 ? null : read(claim);
    }

    private @Nullable Row read(Claim claim) {
        return at(db.sql("""
                select body_sha256, begun_at, status, location, etag, content_type, body from idempotency
                where principal = :principal and path = :path and key = :key"""), claim)
                .query(IdempotencyStore::row)
                .optional()
                .orElseGet(() -> new Row(claim.bodySha256(), clock.instant(), null, null, null, null, null));
    }

    /** The ids of a repeat are derived from the time of the first beginning, so it is read back as stored. */
    private Instant begunAt(Claim claim) {
        var row = read(claim);
        return row == null ? clock.instant() : row.begunAt();
    }

    private Beginning answered(Row row) {
        var body = row.body() == null
                ? new byte[0]
                : keys.open(SEALING_SCOPE, row.body()).orElse(new byte[0]);
        var type = row.contentType() == null ? "application/json" : row.contentType();
        return new Answered(row.status() == null ? 200 : row.status(), row.location(), row.etag(), type, body);
    }

    private static JdbcClient.StatementSpec at(JdbcClient.StatementSpec statement, Claim claim) {
        return statement
                .param("principal", claim.principal())
                .param("path", claim.path())
                .param("key", claim.key());
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("body_sha256"),
                row.getTimestamp("begun_at").toInstant(),
                row.getObject("status", Integer.class),
                row.getString("location"),
                row.getString("etag"),
                row.getString("content_type"),
                row.getBytes("body"));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(25);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
