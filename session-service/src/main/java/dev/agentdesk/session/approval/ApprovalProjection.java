package dev.agentdesk.session.approval;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps one row per approval, in the transaction of the append. It holds nothing of the input. */
final class ApprovalProjection implements ReadModel {

    @Override
    public String name() {
        return "approval";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("approval");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case ToolRequested it when it.approvalId() != null -> ask(it, db);
            case ApprovalDecided it -> close(it.toolUseId(), "decided", it.allow() ? "allow" : "deny", it, db);
            case QuestionAnswered it -> close(it.toolUseId(), "decided", "answer", it, db);
            case ApprovalExpired it -> close(it.toolUseId(), "expired", null, it, db);
            case ToolFinished it -> close(it.toolUseId(), "cancelled", null, it, db);
            case SessionErased it ->
                db.sql("delete from approval where session_id = :session")
                        .param("session", it.sessionId())
                        .update();
            default -> {}
        }
    }

    private static void ask(ToolRequested event, JdbcClient db) {
        db.sql("""
                        insert into approval (approval_id, session_id, workspace_id, turn_id, tool_use_id, status,
                            asked_at, expires_at)
                        values (:approval, :session, :workspace, :turn, :tool, 'pending', :at, :expires)
                        on conflict (approval_id) do nothing""")
                .param("approval", event.approvalId())
                .param("session", event.sessionId())
                .param("workspace", event.stamp().workspaceId())
                .param("turn", event.turnId())
                .param("tool", event.stamp().id())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("expires", Timestamp.from(Objects.requireNonNull(event.expiresAt())))
                .update();
    }

    /** The first that closes it says how: a denied call also gets a result. */
    private static void close(
            String toolUseId, String status, @Nullable String result, SessionEvent event, JdbcClient db) {
        db.sql("""
                        update approval set status = :status, result = :result, decided_at = :at, decided_by = :by,
                            decision_id = :event
                        where tool_use_id = :tool and status = 'pending'""")
                .param("status", status)
                .param("result", result)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("by", event.stamp().actor().id())
                .param("event", event.stamp().id())
                .param("tool", toolUseId)
                .update();
    }
}
