package dev.agentdesk.trigger.replay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of {@code job}: what long requests are to do and how far they are.
 *
 * <p>A replica claims a job for a while and renews the claim as it goes on; if it dies, another one begins the work
 * again, which must be harmless.
 */
@Component
final class Jobs {

    static final Duration CLAIM = Duration.ofSeconds(30);

    /** {@code queued}, {@code running}, {@code done}, {@code failed} or {@code cancelled}. */
    record Row(
            String id,
            String kind,
            String owner,
            String request,
            String status,
            long done,
            long total,
            @Nullable String result) {}

    private static final String COLUMNS = "job_id, kind, owner, request, status, done, total, result";

    private final JdbcClient db;
    private final Clock clock;

    Jobs(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Harmless to repeat. */
    void add(Row job) {
        db.sql("""
                insert into job (job_id, kind, owner, request, status, done, total, made_at)
                values (:id, :kind, :owner, :request, 'queued', 0, :total, :at) on conflict do nothing""")
                .param("id", job.id())
                .param("kind", job.kind())
                .param("owner", job.owner())
                .param("request", job.request())
                .param("total", job.total())
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    Optional<Row> find(String id) {
        return db.sql("select " + COLUMNS + " from job where job_id = :id")
                .param("id", id)
                .query(Jobs::row)
                .optional();
    }

    /** The oldest open job that nobody works at. */
    Optional<Row> claim() {
        var now = clock.instant();
        return db.sql("update job set status = 'running', claimed_until = :until where job_id = (select job_id from job"
                        + " where ended_at is null and (claimed_until is null or claimed_until < :now)"
                        + " order by made_at limit 1 for update skip locked) returning " + COLUMNS)
                .param("until", Timestamp.from(now.plus(CLAIM)))
                .param("now", Timestamp.from(now))
                .query(Jobs::row)
                .optional();
    }

    /** Renews the claim; false once the job has ended, by its owner or by another replica. */
    boolean goesOn(String id, long done) {
        return db.sql("update job set done = :done, claimed_until = :until where job_id = :id and ended_at is null")
                        .param("done", done)
                        .param("until", Timestamp.from(clock.instant().plus(CLAIM)))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Ends an open job; what has ended stays as it is. */
    void end(String id, String status, @Nullable String result) {
        db.sql("update job set status = :status, result = :result, ended_at = :at"
                        + " where job_id = :id and ended_at is null")
                .param("status", status)
                .param("result", result)
                .param("at", Timestamp.from(clock.instant()))
                .param("id", id)
                .update();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getString(8));
    }
}
