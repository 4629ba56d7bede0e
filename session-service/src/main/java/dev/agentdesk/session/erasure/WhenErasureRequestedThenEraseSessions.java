package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.session.conversation.SessionCommand.EraseSession;
import dev.agentdesk.session.erasure.FarewellCommand.Confirm;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erases every Session of a Workspace, then says so once. Hearing it again goes on where it stopped. */
public final class WhenErasureRequestedThenEraseSessions {

    private final JdbcClient db;
    private final Commands commands;
    private final Stamps stamps;
    private final SessionContent content;

    WhenErasureRequestedThenEraseSessions(JdbcClient db, Commands commands, Stamps stamps, SessionContent content) {
        this.db = db;
        this.commands = commands;
        this.stamps = stamps;
        this.content = content;
    }

    public void on(Fact fact) {
        var workspaceId = fact.subject();
        db.sql("select session_id from session_overview where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .query(String.class)
                .list()
                .forEach(sessionId -> erase(sessionId, fact));
        db.sql("delete from search_entry where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .update();
        content.destroy(workspaceId);
        db.sql("delete from workspace_access where workspace_id = :workspace")
                .param("workspace", workspaceId)
                .update();
        var stamp = stamps.following(fact.stamp(), Actor.PLATFORM, "sessions-erased");
        commands.send(new Confirm(stamp, workspaceId));
    }

    private void erase(String sessionId, Fact fact) {
        var stamp = stamps.following(fact.stamp(), Actor.PLATFORM, "erase " + sessionId);
        commands.send(new EraseSession(stamp, sessionId));
        content.destroy(sessionId);
    }
}
