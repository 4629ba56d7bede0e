package dev.agentdesk.session.stream;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.envelope.PublicForm;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Pages of a Session's log in their public form. A message that a turn has taken by now says since when
 * ({@code processed_at}).
 */
final class EventPages {

    private final EventLog log;
    private final JdbcClient db;

    EventPages(EventLog log, JdbcClient db) {
        this.log = log;
        this.db = db;
    }

    List<Map<String, Object>> after(String sessionId, long seq, int limit, Collection<String> storedTypes) {
        return forms(
                storedTypes.isEmpty()
                        ? log.after(sessionId, seq, limit)
                        : log.after(sessionId, seq, limit, storedTypes));
    }

    /** Newest first. */
    List<Map<String, Object>> before(String sessionId, long seq, int limit, Collection<String> storedTypes) {
        return forms(
                storedTypes.isEmpty()
                        ? log.before(sessionId, seq, limit)
                        : log.before(sessionId, seq, limit, storedTypes));
    }

    Optional<Map<String, Object>> find(String eventId) {
        return !Ids.isId("evt", eventId)
                ? Optional.empty()
                : log.find(eventId).map(it -> forms(List.of(it)).getFirst());
    }

    long lastSeq(String sessionId) {
        return log.lastSeq(sessionId);
    }

    private List<Map<String, Object>> forms(List<Recorded> page) {
        var taken = taken(page.stream()
                .filter(it -> it.event() instanceof MessageAccepted)
                .map(it -> it.event().stamp().id())
                .toList());
        return page.stream().map(it -> form(it, taken)).toList();
    }

    private static Map<String, Object> form(Recorded recorded, Map<String, Timestamp> taken) {
        var form = PublicForm.of(recorded);
        var at = taken.get(recorded.event().stamp().id());
        if (at != null) {
            form.put("processed_at", at.toInstant());
        }
        return form;
    }

    private Map<String, Timestamp> taken(List<String> messageIds) {
        var taken = new HashMap<String, Timestamp>();
        if (!messageIds.isEmpty()) {
            db.sql("select message_id, processed_at from processed_message where message_id in (:ids)")
                    .param("ids", messageIds)
                    .query(row -> {
                        taken.put(row.getString(1), row.getTimestamp(2));
                    });
        }
        return taken;
    }
}
