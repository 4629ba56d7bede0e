package dev.agentdesk.session.overview;

import dev.agentdesk.kit.web.Report;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many Sessions are in each state, what their turns do now, and what those of the last hour came to. */
final class SessionReport implements Report {

    /** Orphaned: begun, and nobody runs it; the next runner takes it over. */
    private static final String NOW = """
            select count(*) filter (where lease_until > clock_timestamp()) as running,
                count(*) filter (where state = 'ready'
                    and (lease_until is null or lease_until < clock_timestamp())) as waiting,
                count(*) filter (where state = 'running'
                    and (lease_until is null or lease_until < clock_timestamp())) as orphaned
            from turn where state in ('ready', 'running')""";

    private static final String LAST_HOUR = """
            select count(*) filter (where started_at > clock_timestamp() - interval '1 hour') as started,
                count(ended_at) as ended,
                count(*) filter (where stop_reason in ('failed', 'retries_exhausted', 'budget_reached')) as failed
            from turn_summary where ended_at is null or ended_at > clock_timestamp() - interval '1 hour'""";

    private static final String COST =
            "select sum(cost_usd) from turn_summary where ended_at > clock_timestamp() - interval '24 hours'";

    private final JdbcClient db;

    SessionReport(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Kind kind() {
        return Kind.OVERVIEW;
    }

    @Override
    public Map<String, Object> figures() {
        var figures = new TreeMap<String, Object>();
        figures.put("sessions", sessions());
        figures.put("turns", db.sql(NOW).query().singleRow());
        figures.put("turns_last_hour", db.sql(LAST_HOUR).query().singleRow());
        figures.put(
                "pending_approvals",
                db.sql("select count(*) from approval where status = 'pending'")
                        .query(Long.class)
                        .single());
        cost().ifPresent(it -> figures.put("cost_usd_last_day", it.toPlainString()));
        return figures;
    }

    /** Empty where no turn had a known price. */
    private Optional<BigDecimal> cost() {
        return Optional.ofNullable(
                db.sql(COST).query((row, n) -> row.getBigDecimal(1)).list().getFirst());
    }

    private Map<String, Long> sessions() {
        var counts = new TreeMap<String, Long>();
        db.sql("select " + Sessions.STATUS + " as status, count(*) from session_overview s group by 1")
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }
}
