package dev.agentdesk.terminal.tty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what {@link TerminalProjection} keeps. */
@Component
final class TerminalRows {

    private final JdbcClient db;

    TerminalRows(JdbcClient db) {
        this.db = db;
    }

    Optional<TerminalRow> find(String id) {
        return db.sql("select * from terminal where id = :id")
                .param("id", id)
                .query((rs, n) -> read(rs))
                .optional();
    }

    /** Newest first. */
    List<TerminalRow> list(String workspaceId, @Nullable String before, int limit) {
        return db.sql("""
                select * from terminal where workspace_id = :workspace and (:before::text is null or id < :before)
                order by id desc limit :limit""")
                .param("workspace", workspaceId)
                .param("before", before)
                .param("limit", limit)
                .query((rs, n) -> read(rs))
                .list();
    }

    int running(String workspaceId) {
        return db.sql("select count(*) from terminal where workspace_id = :workspace and status = 'running'")
                .param("workspace", workspaceId)
                .query(Integer.class)
                .single();
    }

    List<TerminalRow> runningOn(String node) {
        return db.sql("select * from terminal where node = :node and status = 'running'")
                .param("node", node)
                .query((rs, n) -> read(rs))
                .list();
    }

    /** Those of a node that has lost the Workspace. */
    List<TerminalRow> runningElsewhere(String workspaceId, String node) {
        return db.sql("select * from terminal where workspace_id = :workspace and node <> :node and status = 'running'")
                .param("workspace", workspaceId)
                .param("node", node)
                .query((rs, n) -> read(rs))
                .list();
    }

    private static TerminalRow read(ResultSet rs) throws SQLException {
        var ended = rs.getTimestamp("ended_at");
        return new TerminalRow(
                rs.getString("id"),
                rs.getString("workspace_id"),
                rs.getString("execution_id"),
                rs.getString("node"),
                rs.getString("status"),
                rs.getInt("columns"),
                rs.getInt("rows"),
                rs.getString("actor_type"),
                rs.getString("actor_id"),
                rs.getTimestamp("opened_at").toInstant(),
                (Integer) rs.getObject("exit_code"),
                rs.getString("signal"),
                rs.getString("reason"),
                (Long) rs.getObject("bytes"),
                ended == null ? null : ended.toInstant());
    }
}
