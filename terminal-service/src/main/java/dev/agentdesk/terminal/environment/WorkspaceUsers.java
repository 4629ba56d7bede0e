package dev.agentdesk.terminal.environment;

import dev.agentdesk.terminal.sandbox.TerminalProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives every Workspace a user of the host, always the same one. */
@Component
final class WorkspaceUsers {

    private final JdbcClient db;
    private final TerminalProperties properties;

    WorkspaceUsers(JdbcClient db, TerminalProperties properties) {
        this.db = db;
        this.properties = properties;
    }

    int of(String workspaceId) {
        db.sql("insert into workspace_user (workspace_id) values (:id) on conflict do nothing")
                .param("id", workspaceId)
                .update();
        int number = db.sql("select number from workspace_user where workspace_id = :id")
                .param("id", workspaceId)
                .query(Integer.class)
                .single();
        return properties.firstUser() + number % properties.users();
    }
}
