package dev.agentdesk.session.turns;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps one row per turn, in the transaction of the append. */
final class TurnProjection implements ReadModel {

    @Override
    public String name() {
        return "turn-summary";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("turn_summary");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case TurnStarted it -> start(it, recorded.seq(), db);
            case MessagesJoined it -> join(it, db);
            case TurnSuspended it -> status(it.turnId(), "requires_action", db);
            case TurnResumed it -> status(it.turnId(), "running", db);
            case TurnRescheduled it -> takenOver(it, recorded.seq(), db);
            case TurnEnded it -> end(it, recorded.seq(), db);
            default -> {}
        }
    }

    private static void start(TurnStarted event, long seq, JdbcClient db) {
        db.sql("""
                        insert into turn_summary (turn_id, session_id, workspace_id, status, message_ids,
                            config_version, run_id, started_seq, started_at)
                        values (:turn, :session, :workspace, 'running', :messages, :config, :run, :seq, :at)
                        on conflict (turn_id) do nothing""")
                .param("turn", event.turnId())
                .param("session", event.sessionId())
                .param("workspace", event.stamp().workspaceId())
                .param("messages", String.join(" ", event.messageIds()))
                .param("config", event.configVersion())
                .param("run", event.runId())
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .update();
    }

    private static void join(MessagesJoined event, JdbcClient db) {
        for (var message : event.messageIds()) {
            db.sql("""
                            update turn_summary set message_ids = message_ids || ' ' || :message
                            where turn_id = :turn and position(:message in message_ids) = 0""").param("message", message).param("turn", event.turnId()).update();
        }
    }

    private static void status(String turnId, String status, JdbcClient db) {
        db.sql("update turn_summary set status = :status where turn_id = :turn and ended_seq is null")
                .param("status", status)
                .param("turn", turnId)
                .update();
    }

    /** How often is the number of such events, so a repeat has to be told apart: each lies behind the ones counted. */
    private static void takenOver(TurnRescheduled event, long seq, JdbcClient db) {
        db.sql("""
                        update turn_summary set take_overs = take_overs + 1, last_take_over_seq = :seq
                        where turn_id = :turn and last_take_over_seq < :seq""").param("seq", seq).param("turn", event.turnId()).update();
    }

    private static void end(TurnEnded event, long seq, JdbcClient db) {
        db.sql("""
                        update turn_summary set status = 'ended', ended_seq = :seq, ended_at = :at,
                            stop_reason = :reason, input_tokens = :input, output_tokens = :output, cost_usd = :cost,
                            tool_calls = :tools
                        where turn_id = :turn""")
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("reason", event.reason().name().toLowerCase(Locale.ROOT))
                .param("input", event.usage().inputTokens())
                .param("output", event.usage().outputTokens())
                .param("cost", event.usage().costUsd(), Types.NUMERIC)
                .param("tools", event.usage().toolCalls())
                .param("turn", event.turnId())
                .update();
    }
}
