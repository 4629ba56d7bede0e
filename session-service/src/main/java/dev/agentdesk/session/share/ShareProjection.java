package dev.agentdesk.session.share;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionShared;
import dev.agentdesk.session.conversation.SessionEvent.ShareRevoked;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps one row per link, in the transaction of the append: a revoked one is dead when that is answered. */
final class ShareProjection implements ReadModel {

    @Override
    public String name() {
        return "share";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("share");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case SessionShared it -> insert(it, db);
            case ShareRevoked it ->
                db.sql("update share set revoked_at = coalesce(revoked_at, :at) where share_id = :id")
                        .param("at", Timestamp.from(it.stamp().at()))
                        .param("id", it.shareId())
                        .update();
            case SessionErased it ->
                db.sql("delete from share where session_id = :id")
                        .param("id", it.sessionId())
                        .update();
            default -> {}
        }
    }

    private static void insert(SessionShared event, JdbcClient db) {
        db.sql("""
            insert into share (share_id, session_id, workspace_id, token_sha256, at_seq, redact, expires_at,
                created_at, created_by)
            values (:id, :session, :workspace, :sha, :seq, :redact, :expires, :at, :by)
            on conflict (share_id) do nothing\
            """)
                .param("id", event.shareId())
                .param("session", event.sessionId())
                .param("workspace", event.stamp().workspaceId())
                .param("sha", event.tokenSha256())
                .param("seq", event.atSeq())
                .param("redact", event.redact())
                .param("expires", Timestamp.from(event.expiresAt()))
                .param("at", Timestamp.from(event.stamp().at()))
                .param("by", event.stamp().actor().id())
                .update();
    }
}
