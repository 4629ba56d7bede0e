package dev.agentdesk.kit.store;

import dev.agentdesk.kit.web.ForgottenAnswers;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes the content of a scope unreadable for ever: destroys its key and removes snapshots and kept answers. Order,
 * counts and usage stay. Harmless to repeat.
 */
public final class Erasure {

    private final DataKeys keys;
    private final JdbcClient db;
    private final ForgottenAnswers answers;

    public Erasure(DataKeys keys, JdbcClient db, ForgottenAnswers answers) {
        this.keys = keys;
        this.db = db;
        this.answers = answers;
    }

    /** @param scope the id of the Session, Workspace or Delivery */
    public void erase(String scope) {
        keys.destroy(scope);
        db.sql("delete from snapshot_event where aggregate_identifier = :scope")
                .param("scope", scope)
                .update();
        answers.about(scope);
    }
}
