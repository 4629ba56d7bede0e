package dev.agentdesk.workspace.catalog;

import dev.agentdesk.kit.web.Report;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How many Workspaces are in each state. */
@Component
final class WorkspaceReport implements Report {

    private final JdbcClient db;

    WorkspaceReport(JdbcClient db) {
        this.db = db;
    }

    @Override
    public Kind kind() {
        return Kind.OVERVIEW;
    }

    @Override
    public Map<String, Object> figures() {
        var counts = new TreeMap<String, Long>();
        db.sql("select status, count(*) from workspace_row group by status").query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return Map.of("workspaces", counts);
    }
}
