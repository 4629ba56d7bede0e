package dev.agentdesk.session.runner;

import dev.agentdesk.kit.readmodel.InAppend;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.QueuePaused;
import dev.agentdesk.session.conversation.SessionEvent.QueueResumed;
import dev.agentdesk.session.conversation.SessionEvent.SessionArchived;
import dev.agentdesk.session.conversation.SessionEvent.SessionDeleted;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionOpened;
import dev.agentdesk.session.conversation.SessionEvent.SessionUndeleted;
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Says in the transaction of each append whether the Session has something to run; never lost, never early.
 *
 * <p>The end of a turn also gives its lease back.
 */
final class TurnRow implements InAppend {

    private static final String SETTLE = """
            update turn t set
                state = case
                    when o.archived_at is not null or o.deleted_at is not null or o.erased_at is not null then 'closed'
                    when o.turn_id is not null and o.suspended and o.pending > 0 then 'suspended'
                    when o.turn_id is not null and o.suspended then 'ready'
                    when o.turn_id is not null then 'running'
                    when o.paused or o.queue_length = 0 then 'idle'
                    else 'ready' end,
                ready_at = case when t.state = 'ready' then t.ready_at else :at end,
                generation = o.generation, turn_id = o.turn_id, interrupted = o.interrupted,
                owner = case when :free then null else t.owner end,
                lease_until = case when :free then null else t.lease_until end,
                not_before = case when :wake then null else t.not_before end,
                waiting_for = case when :wake or :free then null else t.waiting_for end,
                attempts = case when :wake then 0 else t.attempts end
            from session_overview o where t.session_id = :id and o.session_id = :id""";

    @Override
    public void appended(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case SessionOpened it -> open(it, db);
            case MessageAccepted it -> settle(it, false, true, db);
            case QueueResumed it -> settle(it, false, true, db);
            case ApprovalDecided it -> settle(it, false, true, db);
            case QuestionAnswered it -> settle(it, false, true, db);
            case ApprovalExpired it -> settle(it, false, true, db);
            case TurnClaimed it -> settle(it, false, true, db);
            case TurnSuspended it -> settle(it, true, true, db);
            case TurnEnded it -> settle(it, true, true, db);
            case SessionArchived it -> settle(it, true, true, db);
            case SessionDeleted it -> settle(it, true, true, db);
            case SessionErased it -> settle(it, true, true, db);
            case SessionUndeleted it -> settle(it, false, true, db);
            case MessageRemoved it -> settle(it, false, false, db);
            case QueuePaused it -> settle(it, false, false, db);
            case TurnStarted it -> settle(it, false, false, db);
            case TurnResumed it -> settle(it, false, false, db);
            case TurnInterrupted it -> settle(it, false, false, db);
            default -> {}
        }
    }

    private static void open(SessionOpened event, JdbcClient db) {
        db.sql("insert into workspace_slot (workspace_id) values (:workspace) on conflict do nothing")
                .param("workspace", event.workspaceId())
                .update();
        db.sql("""
                        insert into turn (session_id, workspace_id, state, ready_at, generation, interrupted)
                        values (:id, :workspace, 'idle', :at, 0, false)""")
                .param("id", event.sessionId())
                .param("workspace", event.workspaceId())
                .param("at", Timestamp.from(event.stamp().at()))
                .update();
    }

    private static void settle(SessionEvent event, boolean free, boolean wake, JdbcClient db) {
        db.sql(SETTLE)
                .param("id", event.sessionId())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("free", free)
                .param("wake", wake)
                .update();
    }
}
