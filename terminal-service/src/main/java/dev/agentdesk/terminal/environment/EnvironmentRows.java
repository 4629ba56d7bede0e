package dev.agentdesk.terminal.environment;

import dev.agentdesk.terminal.environment.EnvironmentRow.Failure;
import dev.agentdesk.terminal.sandbox.Isolation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what {@link EnvironmentProjection} keeps. */
@Component
final class EnvironmentRows {

    private final JdbcClient db;

    EnvironmentRows(JdbcClient db) {
        this.db = db;
    }

    Optional<EnvironmentRow> find(String workspaceId) {
        return db.sql("select * from environment where workspace_id = :id")
                .param("id", workspaceId)
                .query((rs, n) -> read(rs))
                .optional();
    }

    private static EnvironmentRow read(ResultSet rs) throws SQLException {
        var tier = rs.getString("tier");
        var code = rs.getString("failure_code");
        return new EnvironmentRow(
                rs.getString("workspace_id"),
                rs.getLong("generation"),
                rs.getString("status"),
                tier == null ? null : new Isolation(tier, names(rs, "enforced"), names(rs, "not_enforced")),
                failure(code, rs.getString("failure_reason")));
    }

    private static @Nullable Failure failure(@Nullable String code, @Nullable String reason) {
        return code == null || reason == null ? null : new Failure(code, reason);
    }

    private static List<String> names(ResultSet rs, String column) throws SQLException {
        return List.of((String[]) rs.getArray(column).getArray());
    }
}
