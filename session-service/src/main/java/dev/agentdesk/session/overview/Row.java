package dev.agentdesk.session.overview;

import dev.agentdesk.session.conversation.Placement;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.Usage;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** The row of one Session and the rows that hang on it, while one event is applied. */
final class Row {

    private final JdbcClient db;
    private final String id;
    private final Timestamp at;
    private final StringBuilder columns = new StringBuilder("last_seq = :seq, updated_at = :at");
    private UnaryOperator<StatementSpec> values = sql -> sql;

    Row(JdbcClient db, SessionEvent event) {
        this.db = db;
        this.id = event.sessionId();
        this.at = Timestamp.from(event.stamp().at());
    }

    /** To be written by {@link #advance}; {@code :id} and {@code :at} are known. */
    void set(String more) {
        columns.append(", ").append(more);
    }

    void set(String more, UnaryOperator<StatementSpec> itsValues) {
        set(more);
        values = itsValues;
    }

    /** Writes what was set and the position; false, and nothing is written, if the row has passed it already. */
    boolean advance(long seq) {
        return values.apply(db.sql("update session_overview set " + columns
                                        + " where session_id = :id and last_seq < :seq")
                                .param("id", id)
                                .param("seq", seq)
                                .param("at", at))
                        .update()
                == 1;
    }

    void queue(MessageAccepted event, long seq) {
        db.sql("""
                        insert into queued_message (message_id, session_id, place, steering, run_id, accepted_at)
                        values (:message, :id, case when :front
                            then (select coalesce(min(place), 0) - 1 from queued_message where session_id = :id)
                            else (select greatest(coalesce(max(place), 0), :seq) + 1
                                  from queued_message where session_id = :id) end, :steering, :run, :at)
                        on conflict (message_id) do nothing""")
                .param("message", event.stamp().id())
                .param("id", id)
                .param("front", event.placement() == Placement.FRONT)
                .param("seq", seq)
                .param("steering", event.placement() == Placement.TURN)
                .param("run", event.runId())
                .param("at", at)
                .update();
        count();
    }

    void unqueue(List<String> messageIds) {
        db.sql("delete from queued_message where message_id in (:messages)")
                .param("messages", messageIds)
                .update();
        count();
    }

    void take(List<String> messageIds, String turnId) {
        if (messageIds.isEmpty()) {
            return;
        }
        unqueue(messageIds);
        for (var messageId : messageIds) {
            db.sql("""
                            insert into processed_message (message_id, session_id, turn_id, processed_at)
                            values (:message, :id, :turn, :at) on conflict (message_id) do nothing""")
                    .param("message", messageId)
                    .param("id", id)
                    .param("turn", turnId)
                    .param("at", at)
                    .update();
        }
    }

    void promote(String messageId) {
        db.sql("""
                        update queued_message set place =
                            (select min(place) - 1 from queued_message where session_id = :id)
                        where message_id = :message""").param("id", id).param("message", messageId).update();
    }

    void reorder(List<String> messageIds) {
        for (int i = 0; i < messageIds.size(); i++) {
            db.sql("update queued_message set place = :place where message_id = :message")
                    .param("place", i)
                    .param("message", messageIds.get(i))
                    .update();
        }
    }

    void steerNoMore() {
        db.sql("update queued_message set steering = false where session_id = :id and steering")
                .param("id", id)
                .update();
    }

    void usage(Usage totals) {
        set(
                "input_tokens = :input, output_tokens = :output, cost_usd = :cost, tool_calls = :tools",
                sql -> sql.param("input", totals.inputTokens())
                        .param("output", totals.outputTokens())
                        .param("cost", totals.costUsd(), Types.NUMERIC)
                        .param("tools", totals.toolCalls()));
    }

    void shelve(String column) {
        set(column + " = :at, generation = generation + 1");
    }

    /** Counts and order stay; what people wrote goes. */
    void forgetQueue() {
        db.sql("delete from queued_message where session_id = :id")
                .param("id", id)
                .update();
        count();
    }

    private void count() {
        db.sql("update session_overview set queue_length ="
                        + " (select count(*) from queued_message where session_id = :id) where session_id = :id")
                .param("id", id)
                .update();
    }
}
