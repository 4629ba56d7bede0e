package dev.agentdesk.trigger.routing;

import dev.agentdesk.trigger.route.Pace;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of {@code route_permit}: which runs of a route with a rate were let through. One row per run, so asking
 * again for the same run, after a crash, gives the same answer; strict over all replicas, because a route's permits are
 * counted under its lock.
 */
@Component
class Permits {

    private final JdbcClient db;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Permits(JdbcClient db, Clock clock, PlatformTransactionManager transactions) {
        this.db = db;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    boolean take(String routeId, Pace pace, String runId) {
        var limit = pace.limit();
        var per = pace.per();
        return limit == null
                || per == null
                || Boolean.TRUE.equals(transaction.execute(tx -> take(routeId, limit, per, runId)));
    }

    private boolean take(String routeId, int limit, Duration per, String runId) {
        db.sql("select pg_advisory_xact_lock(hashtextextended(:route, 0))")
                .param("route", routeId)
                .query((row, n) -> true)
                .single();
        var now = clock.instant();
        var since = Timestamp.from(now.minus(per));
        db.sql("delete from route_permit where route_id = :route and at < :since")
                .param("route", routeId)
                .param("since", since)
                .update();
        var taken = db.sql("""
                        select count(*) filter (where run_id = :run) as own, count(*) as all_of_it from route_permit
                        where route_id = :route""")
                .param("run", runId)
                .param("route", routeId)
                .query((row, n) -> row.getLong(1) > 0 ? -1 : row.getLong(2))
                .single();
        if (Objects.requireNonNull(taken) >= limit) {
            return false;
        }
        db.sql("insert into route_permit (route_id, run_id, at) values (:route, :run, :at) on conflict do nothing")
                .param("route", routeId)
                .param("run", runId)
                .param("at", Timestamp.from(now))
                .update();
        return true;
    }
}
