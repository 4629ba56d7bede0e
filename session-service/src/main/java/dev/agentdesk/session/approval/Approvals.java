package dev.agentdesk.session.approval;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.access.Visible;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox: rows for the order, the log for what is asked. */
final class Approvals {

    /** A row; the rest is in the log under {@code toolUseId} and {@code decisionId}. */
    private record Row(
            String id,
            String status,
            String sessionId,
            String workspaceId,
            String turnId,
            String toolUseId,
            Instant askedAt,
            Instant expiresAt,
            @Nullable Instant decidedAt,
            @Nullable String decidedBy,
            @Nullable String decisionId,
            @Nullable String result) {}

    private final JdbcClient db;
    private final EventLog log;

    Approvals(JdbcClient db, EventLog log) {
        this.db = db;
        this.log = log;
    }

    Optional<ApprovalView> find(String id) {
        if (!Ids.isId("apr", id)) {
            return Optional.empty();
        }
        return db.sql("select * from approval s where s.approval_id = :id")
                .param("id", id)
                .query(Approvals::row)
                .optional()
                .flatMap(this::view);
    }

    /** Newest first. */
    List<ApprovalView> list(
            Principal principal,
            @Nullable String status,
            @Nullable String workspaceId,
            @Nullable String before,
            int limit) {
        var sql = db.sql("select s.* from approval s where " + Visible.CONDITION + """
                 and (cast(:status as text) is null or s.status = :status)
                 and (cast(:workspace as text) is null or s.workspace_id = :workspace)
                 and (cast(:before as text) is null or s.approval_id < :before)
                order by s.approval_id desc limit :limit""");
        return Visible.to(principal, sql)
                .param("status", status)
                .param("workspace", workspaceId)
                .param("before", before)
                .param("limit", limit)
                .query(Approvals::row)
                .list()
                .stream()
                .flatMap(it -> view(it).stream())
                .toList();
    }

    /** Empty where the content was erased meanwhile. */
    private Optional<ApprovalView> view(Row row) {
        return log.find(row.toolUseId())
                .map(it -> it.event() instanceof ToolRequested asked ? asked : null)
                .map(asked -> new ApprovalView(
                        row.id(),
                        asked.isQuestion() ? "question" : "tool",
                        row.status(),
                        row.sessionId(),
                        row.workspaceId(),
                        row.turnId(),
                        row.toolUseId(),
                        asked.tool(),
                        asked.input(),
                        asked.inputSha256(),
                        asked.ruling().rule(),
                        row.askedAt(),
                        row.expiresAt(),
                        decided(row)));
    }

    private ApprovalView.@Nullable Decided decided(Row row) {
        if (row.decidedAt() == null || row.decidedBy() == null || row.decisionId() == null) {
            return null;
        }
        var reason = log.find(row.decisionId())
                .map(it -> it.event() instanceof ApprovalDecided decision ? decision.reason() : null)
                .orElse(null);
        return new ApprovalView.Decided(row.result(), row.decidedAt(), row.decidedBy(), reason);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var decidedAt = row.getTimestamp("decided_at");
        return new Row(
                row.getString("approval_id"),
                row.getString("status"),
                row.getString("session_id"),
                row.getString("workspace_id"),
                row.getString("turn_id"),
                row.getString("tool_use_id"),
                row.getTimestamp("asked_at").toInstant(),
                row.getTimestamp("expires_at").toInstant(),
                decidedAt == null ? null : decidedAt.toInstant(),
                row.getString("decided_by"),
                row.getString("decision_id"),
                row.getString("result"));
    }
}
