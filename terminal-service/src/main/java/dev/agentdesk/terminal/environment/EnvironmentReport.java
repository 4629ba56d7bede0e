package dev.agentdesk.terminal.environment;

import dev.agentdesk.kit.web.Report;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many Environments are in each state, and what runs in them. */
@Component
final class EnvironmentReport implements Report {

    private final JdbcClient db;

    EnvironmentReport(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Kind kind() {
        return Kind.OVERVIEW;
    }

    @Override
    public Map<String, Object> figures() {
        var counts = new TreeMap<String, Long>();
        db.sql("select status, count(*) from environment group by status").query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return Map.of(
                "environments", counts,
                "tools_running",
                        number("select count(*) from tool_execution where state = 'running'"
                                + " and terminal_id is null"),
                "terminals_running", number("select count(*) from terminal where status = 'running'"));
    }

    private long number(String query) {
        return db.sql(query).query(Long.class).single();
    }
}
