package dev.agentdesk.session.queue;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.overview.SessionView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The waiting messages of a Session in order; their text is read from the log. */
final class Queue {

    /** @param position 1 is next */
    record Waiting(
            String eventId,
            int position,
            List<Content> content,
            boolean steering,
            @Nullable String runId,
            Instant acceptedAt) {}

    record View(List<Waiting> data, boolean paused) {}

    private record Row(
            String messageId, boolean steering, @Nullable String runId, Instant acceptedAt) {}

    private final JdbcClient db;
    private final EventLog log;

    Queue(JdbcClient db, EventLog log) {
        this.db = db;
        this.log = log;
    }

    View of(SessionView session) {
        var rows = db.sql("select * from queued_message where session_id = :id order by place")
                .param("id", session.id())
                .query(Queue::row)
                .list();
        var edited = edited(session.id(), rows);
        var waiting = new ArrayList<Waiting>();
        for (var row : rows) {
            waiting.add(new Waiting(
                    row.messageId(),
                    waiting.size() + 1,
                    edited.containsKey(row.messageId()) ? edited.get(row.messageId()) : accepted(row.messageId()),
                    row.steering(),
                    row.runId(),
                    row.acceptedAt()));
        }
        return new View(waiting, session.queuePaused());
    }

    private List<Content> accepted(String messageId) {
        return log.find(messageId)
                .map(it -> it.event() instanceof MessageAccepted message ? message.content() : List.<Content>of())
                .orElse(List.of());
    }

    /** The newest text of the messages that were edited while they waited. */
    private Map<String, List<Content>> edited(String sessionId, List<Row> rows) {
        var newest = new HashMap<String, List<Content>>();
        if (!rows.isEmpty()) {
            log.before(sessionId, Integer.MAX_VALUE, EventLog.MOST, List.of("session.MessageEdited")).stream()
                    .map(it -> it.event())
                    .filter(MessageEdited.class::isInstance)
                    .map(MessageEdited.class::cast)
                    .forEach(it -> newest.putIfAbsent(it.messageId(), it.content()));
        }
        return newest;
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                row.getString("message_id"),
                row.getBoolean("steering"),
                row.getString("run_id"),
                row.getTimestamp("accepted_at").toInstant());
    }
}
