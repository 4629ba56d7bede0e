package dev.agentdesk.session.agents;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent.ChildOpened;
import java.sql.Types;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps one row per message to another agent, in the transaction of the append. */
final class AgentCallProjection implements ReadModel {

    @Override
    public String name() {
        return "agent-call";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("agent_call");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (recorded.event() instanceof ChildOpened it) {
            db.sql("""
                            insert into agent_call (message_id, caller_session_id, caller_turn_id, tool_use_id,
                                child_session_id, child_workspace_id, seq, budget_usd)
                            values (:message, :session, :turn, :tool, :child, :workspace, :seq, :budget)
                            on conflict (message_id) do nothing""")
                    .param("message", it.messageId())
                    .param("session", it.sessionId())
                    .param("turn", it.turnId())
                    .param("tool", it.toolUseId())
                    .param("child", it.childId())
                    .param("workspace", it.childWorkspaceId())
                    .param("seq", recorded.seq())
                    .param("budget", it.budgetUsd(), Types.NUMERIC)
                    .update();
        }
    }
}
