package dev.agentdesk.session.envelope;

import dev.agentdesk.kit.feed.Envelope;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.Erased;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagePromoted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.PlanChanged;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.QueuePaused;
import dev.agentdesk.session.conversation.SessionEvent.QueueReordered;
import dev.agentdesk.session.conversation.SessionEvent.QueueResumed;
import dev.agentdesk.session.conversation.SessionEvent.SessionArchived;
import dev.agentdesk.session.conversation.SessionEvent.SessionDeleted;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionOpened;
import dev.agentdesk.session.conversation.SessionEvent.SessionUndeleted;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.ToolStarted;
import dev.agentdesk.session.conversation.SessionEvent.TroubleReported;
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnEvent;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.conversation.Usage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one public form of each stored event: the envelope and the payload that clients see.
 *
 * <p>Pure. An erased event keeps its type and its place; its payload is {@code erased: true}.
 */
public final class PublicForm {

    /** Stored event → public type; several stored events may share a public type, none has two. */
    public static final Map<Class<? extends SessionEvent>, String> TYPES = Map.ofEntries(
            Map.entry(SessionOpened.class, "desk.session_opened"),
            Map.entry(DetailsChanged.class, "session.updated"),
            Map.entry(MessageAccepted.class, "user.message"),
            Map.entry(MessageEdited.class, "desk.message_edited"),
            Map.entry(MessageRemoved.class, "desk.message_removed"),
            Map.entry(MessagePromoted.class, "desk.message_promoted"),
            Map.entry(QueueReordered.class, "desk.queue_reordered"),
            Map.entry(QueuePaused.class, "desk.queue_paused"),
            Map.entry(QueueResumed.class, "desk.queue_resumed"),
            Map.entry(TurnClaimed.class, "desk.turn_claimed"),
            Map.entry(TurnStarted.class, "session.status_running"),
            Map.entry(MessagesJoined.class, "session.status_running"),
            Map.entry(TurnResumed.class, "session.status_running"),
            Map.entry(TurnRescheduled.class, "session.status_rescheduled"),
            Map.entry(TurnSuspended.class, "session.status_idle"),
            Map.entry(TurnEnded.class, "session.status_idle"),
            Map.entry(TurnInterrupted.class, "user.interrupt"),
            Map.entry(ToolRequested.class, "agent.tool_use"),
            Map.entry(ToolStarted.class, "span.tool_started"),
            Map.entry(ToolFinished.class, "agent.tool_result"),
            Map.entry(ApprovalDecided.class, "user.tool_confirmation"),
            Map.entry(ApprovalExpired.class, "desk.approval_expired"),
            Map.entry(AgentReplied.class, "agent.message"),
            Map.entry(AgentThought.class, "agent.thinking"),
            Map.entry(PlanChanged.class, "agent.plan"),
            Map.entry(ModelCalled.class, "span.model_request_start"),
            Map.entry(ModelAnswered.class, "span.model_request_end"),
            Map.entry(ContextCompacted.class, "agent.context_compacted"),
            Map.entry(QuestionAnswered.class, "user.answer"),
            Map.entry(TroubleReported.class, "session.error"),
            Map.entry(UsageCounted.class, "session.usage"),
            Map.entry(SessionEvent.ModelChosen.class, "desk.model_chosen"),
            Map.entry(SessionEvent.ChildOpened.class, "desk.child_opened"),
            Map.entry(SessionEvent.SessionForked.class, "desk.forked"),
            Map.entry(SessionEvent.SessionShared.class, "desk.shared"),
            Map.entry(SessionEvent.ShareRevoked.class, "desk.share_revoked"),
            Map.entry(SessionArchived.class, "session.status_terminated"),
            Map.entry(SessionDeleted.class, "session.deleted"),
            Map.entry(SessionUndeleted.class, "desk.session_undeleted"),
            Map.entry(SessionErased.class, "desk.session_erased"));

    private PublicForm() {}

    /** The stored type names behind a public type; empty if there is no such type. */
    public static List<String> storedTypes(String publicType) {
        var names = TYPES.entrySet().stream()
                .filter(it -> it.getValue().equals(publicType))
                .map(it -> storedName(it.getKey()))
                .toList();
        return names;
    }

    public static String type(SessionEvent event) {
        if (event instanceof Erased erased) {
            return TYPES.entrySet().stream()
                    .filter(it -> it.getKey().getSimpleName().equals(erased.was()))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(erased.was() + " has no public form"));
        }
        var type = TYPES.get(event.getClass());
        if (type == null) {
            throw new IllegalStateException(event.getClass().getSimpleName() + " has no public form");
        }
        return type;
    }

    public static Map<String, Object> of(Recorded recorded) {
        var event = (SessionEvent) recorded.event();
        var about = new LinkedHashMap<String, String>();
        about.put("session_id", event.sessionId());
        if (event instanceof TurnEvent turn) {
            about.put("turn_id", turn.turnId());
        }
        var form = Envelope.of(recorded, type(event), about);
        payload(event, form);
        return Envelope.compact(form);
    }

    private static void payload(SessionEvent event, Map<String, @Nullable Object> form) {
        switch (event) {
            case SessionOpened it -> {
                form.put("origin", origin(it));
                form.put("run_id", it.runId());
                form.put("config_version", it.configVersion());
            }
            case DetailsChanged it -> {
                form.put("title", it.title());
                form.put("metadata", it.metadata());
            }
            case MessageAccepted it -> {
                form.put("content", content(it.content()));
                form.put("run_id", it.runId());
            }
            case MessageEdited it -> {
                form.put("event_id", it.messageId());
                form.put("content", content(it.content()));
            }
            case MessageRemoved it -> form.put("event_id", it.messageId());
            case MessagePromoted it -> form.put("event_id", it.messageId());
            case QueueReordered it -> form.put("event_ids", it.messageIds());
            case TurnClaimed it -> {
                form.put("generation", it.generation());
                form.put("runner", it.runner());
            }
            case TurnStarted it -> {
                form.put("event_ids", it.messageIds());
                form.put("config_version", it.configVersion());
                form.put("run_id", it.runId());
            }
            case MessagesJoined it -> form.put("event_ids", it.messageIds());
            case TurnResumed it -> {
                form.put("event_ids", List.of());
                form.put("config_version", it.configVersion());
            }
            case TurnRescheduled it -> form.put("open_tools", it.openTools());
            case TurnSuspended it ->
                form.put("stop_reason", Map.of("type", "requires_action", "event_ids", it.toolUseIds()));
            case TurnEnded it -> {
                form.put("stop_reason", Map.of("type", lower(it.reason())));
                form.put("usage", usage(it.usage()));
                form.put("run_id", it.runId());
            }
            case TurnInterrupted it -> {
                form.put("turn_id", it.turnId());
                form.put("queue_paused", it.queuePaused());
            }
            case ToolRequested it -> toolUse(it, form);
            case ToolStarted it -> {
                form.put("tool_use_id", it.toolUseId());
                form.put("generation", it.generation());
            }
            case ToolFinished it -> toolResult(it, form);
            case ApprovalDecided it -> {
                form.put("tool_use_id", it.toolUseId());
                form.put("approval_id", it.approvalId());
                form.put("result", it.allow() ? "allow" : "deny");
                form.put("deny_message", it.reason());
                form.put("remember", lower(it.remember()));
                form.put("input_sha256", it.inputSha256());
            }
            case ApprovalExpired it -> {
                form.put("tool_use_id", it.toolUseId());
                form.put("approval_id", it.approvalId());
            }
            case AgentReplied it -> form.put("content", content(List.of(Content.text(it.text()))));
            case AgentThought it -> ModelForm.put(it, form);
            case PlanChanged it -> ModelForm.put(it, form);
            case ModelCalled it -> ModelForm.put(it, form);
            case ModelAnswered it -> ModelForm.put(it, form);
            case ContextCompacted it -> ModelForm.put(it, form);
            case QuestionAnswered it -> ModelForm.put(it, form);
            case TroubleReported it -> {
                form.put("kind", it.kind());
                form.put("retryable", it.retryable());
                form.put("message", it.message());
            }
            case UsageCounted it -> {
                form.put("turn", usage(it.turn()));
                form.put("totals", usage(it.totals()));
            }
            case SessionEvent.ModelChosen it -> form.put("model", it.model());
            case SessionEvent.ChildOpened it -> ModelForm.put(it, form);
            case SessionEvent.SessionForked it -> {
                form.put("parent_id", it.parentId());
                form.put("at_seq", it.atSeq());
                form.put("files", it.files());
            }
            case SessionEvent.SessionShared it -> {
                form.put("share_id", it.shareId());
                form.put("at_seq", it.atSeq());
                form.put("expires_at", it.expiresAt());
                form.put("redact", it.redact());
            }
            case SessionEvent.ShareRevoked it -> form.put("share_id", it.shareId());
            case Erased it -> form.put("erased", true);
            case QueuePaused it -> {}
            case QueueResumed it -> {}
            case SessionArchived it -> {}
            case SessionDeleted it -> {}
            case SessionUndeleted it -> {}
            case SessionErased it -> {}
        }
    }

    private static void toolUse(ToolRequested event, Map<String, @Nullable Object> form) {
        form.put("tool_use_id", event.stamp().id());
        form.put("name", event.tool());
        form.put("input", event.input());
        form.put("input_sha256", event.inputSha256());
        form.put("evaluated_permission", lower(event.ruling().verdict()));
        form.put("rule", event.ruling().rule());
        form.put("approval_id", event.approvalId());
        form.put("expires_at", event.expiresAt());
    }

    private static void toolResult(ToolFinished event, Map<String, @Nullable Object> form) {
        var result = event.result();
        form.put("tool_use_id", event.toolUseId());
        form.put("outcome", lower(result.outcome()));
        form.put("is_error", result.isError());
        form.put("exit_code", result.exitCode());
        form.put("duration_ms", result.durationMs());
        form.put("output", output(event.sessionId(), result.output()));
    }

    private static Map<String, Object> output(String sessionId, ToolResult.Output output) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("head", output.head());
        form.put("tail", output.tail());
        form.put("size", output.size());
        form.put("sha256", output.sha256());
        form.put("truncated", output.truncated());
        if (output.truncated() && output.sha256() != null) {
            form.put("href", "/api/v1/sessions/" + sessionId + "/outputs/" + output.sha256());
        }
        return Envelope.compact(form);
    }

    private static Map<String, Object> origin(SessionOpened event) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("type", event.origin().type());
        form.put("id", event.origin().id());
        return Envelope.compact(form);
    }

    static List<Map<String, Object>> content(List<Content> blocks) {
        return blocks.stream()
                .map(it -> Map.<String, Object>of("type", it.type(), "text", it.text()))
                .toList();
    }

    /** A cost that is not known is shown as {@code null}, never left out and never zero. */
    public static Map<String, @Nullable Object> usage(Usage usage) {
        var form = new LinkedHashMap<String, @Nullable Object>();
        form.put("input_tokens", usage.inputTokens());
        form.put("output_tokens", usage.outputTokens());
        form.put("cost_usd", usage.costUsd() == null ? null : usage.costUsd().toPlainString());
        form.put("tool_calls", usage.toolCalls());
        return form;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String storedName(Class<? extends SessionEvent> event) {
        return "session." + event.getSimpleName();
    }
}
