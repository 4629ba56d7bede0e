package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.store.DataKeys;
import dev.agentdesk.kit.web.ForgottenAnswers;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the content of a Session unreadable for ever: its key, its snapshots and the answers that were kept for
 * repeated requests about it. Rows of read models lose theirs with the event. Harmless to repeat.
 */
final class SessionContent {

    private final DataKeys keys;
    private final JdbcClient db;
    private final ForgottenAnswers answers;

    SessionContent(DataKeys keys, JdbcClient db, ForgottenAnswers answers) {
        this.keys = keys;
        this.db = db;
        this.answers = answers;
    }

    void destroy(String sessionId) {
        keys.destroy(sessionId);
        db.sql("delete from snapshot_event where aggregate_identifier = :id")
                .param("id", sessionId)
                .update();
        for (var table : List.of("session_seen", "search_entry", "agent_session")) {
            db.sql("delete from " + table + " where session_id = :id")
                    .param("id", sessionId)
                    .update();
        }
        answers.about(sessionId);
    }
}
