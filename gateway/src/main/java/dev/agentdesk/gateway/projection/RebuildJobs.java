package dev.agentdesk.gateway.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of {@code rebuild_job}: which read models are to be rebuilt, and what became of it.
 *
 * <p>A replica claims a job and renews the claim as it goes on; if it dies, another one begins again, which is
 * harmless.
 */
final class RebuildJobs {

    static final Duration CLAIM = Duration.ofSeconds(15);
    private static final Duration LATER = Duration.ofSeconds(2);

    /** @param status {@code queued}, {@code running}, {@code done}, {@code failed} or {@code cancelled} */
    record Row(
            String id,
            String owner,
            String service,
            String name,
            String status,
            @Nullable String problem) {

        boolean isDone() {
            return status.equals("done");
        }
    }

    private static final String COLUMNS = "job_id, owner, service, read_model, status, problem";

    private final JdbcClient db;
    private final Clock clock;

    RebuildJobs(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Harmless to repeat. */
    void add(String id, String owner, String service, String name) {
        db.sql("""
                insert into rebuild_job (job_id, owner, service, read_model, status, made_at)
                values (:id, :owner, :service, :name, 'queued', :at) on conflict do nothing""")
                .param("id", id)
                .param("owner", owner)
                .param("service", service)
                .param("name", name)
                .param("at", now(Duration.ZERO))
                .update();
    }

    Optional<Row> find(String id) {
        return db.sql("select " + COLUMNS + " from rebuild_job where job_id = :id")
                .param("id", id)
                .query(RebuildJobs::row)
                .optional();
    }

    /** The oldest open job that nobody works at. */
    Optional<Row> claim() {
        return db.sql("update rebuild_job set status = 'running', claimed_until = :until where job_id = (select job_id"
                        + " from rebuild_job where ended_at is null and (claimed_until is null or claimed_until < :now)"
                        + " order by made_at limit 1 for update skip locked) returning " + COLUMNS)
                .param("until", now(CLAIM))
                .param("now", now(Duration.ZERO))
                .query(RebuildJobs::row)
                .optional();
    }

    /** Renews the claim; false once the job has ended. */
    boolean goesOn(String id) {
        return db.sql("update rebuild_job set claimed_until = :until where job_id = :id and ended_at is null")
                        .param("until", now(CLAIM))
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Leaves it to another try, a little later. */
    void postpone(String id) {
        db.sql("update rebuild_job set claimed_until = :until where job_id = :id and ended_at is null")
                .param("until", now(LATER))
                .param("id", id)
                .update();
    }

    /** Ends an open job; what has ended stays as it is. */
    void end(String id, String status, @Nullable String problem) {
        db.sql("update rebuild_job set status = :status, problem = :problem, ended_at = :at"
                        + " where job_id = :id and ended_at is null")
                .param("status", status)
                .param("problem", problem)
                .param("at", now(Duration.ZERO))
                .param("id", id)
                .update();
    }

    private Timestamp now(Duration later) {
        return Timestamp.from(clock.instant().plus(later));
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6));
    }
}
