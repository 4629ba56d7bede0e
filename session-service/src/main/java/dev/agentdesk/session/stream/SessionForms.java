package dev.agentdesk.session.stream;

import dev.agentdesk.kit.feed.PublicForms;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.envelope.PublicForm;
import java.sql.Timestamp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Session events as clients see them. A message that a turn has taken by now says since when ({@code processed_at}).
 */
final class SessionForms implements PublicForms {

    private final JdbcClient db;

    SessionForms(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Map<String, Object>> of(List<Recorded> page) {
        var taken = taken(page.stream()
                .filter(it -> it.event() instanceof MessageAccepted)
                .map(it -> it.event().stamp().id())
                .toList());
        return page.stream().map(it -> form(it, taken)).toList();
    }

    @Override
    public List<String> storedTypes(String publicType) {
        return PublicForm.storedTypes(publicType);
    }

    @Override
    public boolean erases(String publicType) {
        return publicType.equals("desk.session_erased");
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
