package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.web.Report;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came in and what was decided within the last hour, and what could not be read at all. */
@Component
final class AutomationReport implements Report {

    private static final String LAST_HOUR = " > clock_timestamp() - interval '1 hour'";

    private final JdbcClient db;

    AutomationReport(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Kind kind() {
        return Kind.OVERVIEW;
    }

    @Override
    public Map<String, Object> figures() {
        return Map.of(
                "runs_last_hour", counts("select outcome, count(*) from run where decided_at" + LAST_HOUR),
                "deliveries_last_hour", counts("select status, count(*) from delivery where received_at" + LAST_HOUR),
                "rejections_last_hour",
                        number("select coalesce(sum(count), 0) from hook_rejection where at" + LAST_HOUR),
                "runs_unanswered", number("select count(*) from run_wait"),
                "dead_records", number("select count(*) from dead_record"));
    }

    private Map<String, Long> counts(String query) {
        var counts = new TreeMap<String, Long>();
        db.sql(query + " group by 1").query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private long number(String query) {
        return db.sql(query).query(Long.class).single();
    }
}
