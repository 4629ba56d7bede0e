package dev.agentdesk.session.overview;

import dev.agentdesk.kit.readmodel.ReadModel;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.Erased;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessagePromoted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.QueuePaused;
import dev.agentdesk.session.conversation.SessionEvent.QueueReordered;
import dev.agentdesk.session.conversation.SessionEvent.QueueResumed;
import dev.agentdesk.session.conversation.SessionEvent.SessionArchived;
import dev.agentdesk.session.conversation.SessionEvent.SessionDeleted;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionOpened;
import dev.agentdesk.session.conversation.SessionEvent.SessionUndeleted;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps the row of each Session and its waiting messages, in the transaction of the append.
 *
 * <p>{@code last_seq} guards every change: an event that was applied already changes nothing.
 */
final class SessionProjection implements ReadModel {

    private final SealedDetails details;

    SessionProjection(SealedDetails details) {
        this.details = details;
    }

    @Override
    public String name() {
        return "session-overview";
    }

    @Override
    public Kind kind() {
        return Kind.INLINE;
    }

    @Override
    public List<String> tables() {
        return List.of("session_overview", "queued_message", "processed_message");
    }

    @Override
    public void apply(Recorded recorded, JdbcClient db) {
        if (!(recorded.event() instanceof SessionEvent event)) {
            return;
        }
        if (event instanceof SessionOpened opened) {
            open(opened, db);
            return;
        }
        var row = new Row(db, event);
        columns(row, event);
        if (row.advance(recorded.seq())) {
            around(row, event, recorded.seq());
        }
    }

    private static void open(SessionOpened event, JdbcClient db) {
        db.sql("""
            insert into session_overview (session_id, workspace_id, origin_type, origin_id, parent_id, run_id,
                config_version, created_at, created_by, updated_at, last_seq, cost_usd)
            values (:id, :workspace, :originType, :originId, :parent, :run, :config, :at, :by, :at, 1, 0)
            on conflict (session_id) do nothing\
            """)
                .param("id", event.sessionId())
                .param("workspace", event.workspaceId())
                .param("originType", event.origin().type())
                .param("originId", event.origin().id())
                .param("parent", event.origin().fromAgent() ? event.origin().id() : null, Types.VARCHAR)
                .param("run", event.runId())
                .param("config", event.configVersion())
                .param("at", Timestamp.from(event.stamp().at()))
                .param("by", event.stamp().actor().id())
                .update();
    }

    /** What the event says of the Session's own row; one statement with its new position. */
    private void columns(Row row, SessionEvent event) {
        switch (event) {
            case DetailsChanged it ->
                row.set(
                        "sealed_title = :title, sealed_metadata = :metadata",
                        sql -> sql.param("title", details.title(it), Types.BINARY)
                                .param("metadata", details.metadata(it), Types.BINARY));
            case SessionEvent.ModelChosen it -> row.set("model = :model", sql -> sql.param("model", it.model()));
            case SessionEvent.SessionForked it ->
                row.set("parent_id = :parent", sql -> sql.param("parent", it.parentId()));
            case QueuePaused it -> row.set("paused = true");
            case QueueResumed it -> row.set("paused = false");
            case TurnClaimed it -> row.set("generation = :generation", sql -> sql.param("generation", it.generation()));
            case TurnStarted it ->
                row.set(
                        "turn_id = :turn, suspended = false, interrupted = false, stop_reason = null",
                        sql -> sql.param("turn", it.turnId()));
            case TurnSuspended it -> row.set("suspended = true");
            case TurnResumed it -> row.set("suspended = false");
            case TurnInterrupted it ->
                row.set("interrupted = turn_id is not null" + (it.queuePaused() ? ", paused = true" : ""));
            case ToolRequested it -> {
                if (it.approvalId() != null) {
                    row.set("pending = pending + 1");
                }
            }
            case ApprovalDecided it -> row.set("pending = greatest(pending - 1, 0)");
            case QuestionAnswered it -> row.set("pending = greatest(pending - 1, 0)");
            case ApprovalExpired it -> row.set("pending = greatest(pending - 1, 0)");
            case TurnEnded it ->
                row.set(
                        "turn_id = null, suspended = false, interrupted = false, pending = 0, stop_reason = :reason",
                        sql -> sql.param("reason", it.reason().name().toLowerCase(Locale.ROOT)));
            case UsageCounted it -> row.usage(it.totals());
            case SessionArchived it -> row.shelve("archived_at");
            case SessionDeleted it -> row.shelve("deleted_at");
            case SessionUndeleted it -> row.set("deleted_at = null");
            case SessionErased it ->
                row.set("erased_at = :at, sealed_title = null, sealed_metadata = null, turn_id = null");
            case Erased it -> row.set("sealed_title = null, sealed_metadata = null");
            default -> {}
        }
    }

    /** What it says of the rows that hang on it. */
    private static void around(Row row, SessionEvent event, long seq) {
        switch (event) {
            case MessageAccepted it -> row.queue(it, seq);
            case MessageRemoved it -> row.unqueue(List.of(it.messageId()));
            case MessagePromoted it -> row.promote(it.messageId());
            case QueueReordered it -> row.reorder(it.messageIds());
            case TurnStarted it -> row.take(it.messageIds(), it.turnId());
            case MessagesJoined it -> row.take(it.messageIds(), it.turnId());
            case TurnEnded it -> row.steerNoMore();
            case SessionErased it -> row.forgetQueue();
            default -> {}
        }
    }
}
