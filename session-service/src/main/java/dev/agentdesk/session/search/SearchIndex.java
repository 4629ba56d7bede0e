package dev.agentdesk.session.search;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.permission.Canonical;
import java.sql.Timestamp;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps {@code search_entry}: where which words were said. With a Session its rows go. */
final class SearchIndex implements ReadModel {

    private final KeyedWords words;

    SearchIndex(KeyedWords words) {
        this.words = words;
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Kind kind() {
        return Kind.STREAMING;
    }

    @Override
    public List<String> tables() {
        return List.of("search_entry");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        switch (recorded.event()) {
            case MessageAccepted it ->
                put(it, it.stamp().id(), "message", Content.plain(it.content()), recorded.seq(), db);
            case MessageEdited it ->
                put(it, it.messageId(), "message", Content.plain(it.content()), recorded.seq(), db);
            case MessageRemoved it -> remove("event_id", it.messageId(), db);
            case AgentReplied it -> put(it, it.stamp().id(), "reply", it.text(), recorded.seq(), db);
            case ToolRequested it ->
                put(it, it.stamp().id(), "tool", it.tool() + " " + Canonical.json(it.input()), recorded.seq(), db);
            case DetailsChanged it
            when it.title() != null -> put(it, it.sessionId(), "title", it.title(), recorded.seq(), db);
            case SessionErased it -> remove("session_id", it.sessionId(), db);
            default -> {}
        }
    }

    private void put(SessionEvent event, String id, String kind, String text, long seq, JdbcClient db) {
        var workspaceId = event.stamp().workspaceId();
        var vector = workspaceId == null ? null : words.vector(workspaceId, text, db);
        if (vector == null) {
            return;
        }
        db.sql("""
            insert into search_entry (event_id, source_id, session_id, workspace_id, kind, seq, at, place, words)
            values (:id, :source, :session, :workspace, :kind, :seq, :at, :place, cast(:words as tsvector))
            on conflict (event_id) do update set source_id = excluded.source_id, seq = excluded.seq,
                at = excluded.at, place = excluded.place, words = excluded.words where search_entry.seq <= excluded.seq\
            """)
                .param("id", id)
                .param("source", event.stamp().id())
                .param("session", event.sessionId())
                .param("workspace", workspaceId)
                .param("kind", kind)
                .param("seq", seq)
                .param("at", Timestamp.from(event.stamp().at()))
                .param("place", place(event.stamp().id()))
                .param("words", vector)
                .update();
    }

    /** Ids sort by time behind their prefix, whatever that is. */
    private static String place(String eventId) {
        return eventId.substring(eventId.indexOf('_') + 1);
    }

    private static void remove(String column, String id, JdbcClient db) {
        db.sql("delete from search_entry where " + column + " = :id")
                .param("id", id)
                .update();
    }
}
