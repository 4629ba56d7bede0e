package dev.agentdesk.session.envelope;

import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.ModelAnswer;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ChildOpened;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.PlanChanged;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent that asks a model thinks, plans and spends, as clients see it. A cost that is not known is
 * {@code null}.
 */
final class ModelForm {

    private ModelForm() {}

    /** What only the provider can read is not shown. */
    static void put(AgentThought event, Map<String, @Nullable Object> form) {
        form.put("content", PublicForm.content(event.redacted() ? List.of() : List.of(Content.text(event.text()))));
        form.put("redacted", event.redacted());
    }

    static void put(PlanChanged event, Map<String, @Nullable Object> form) {
        form.put("tool_use_id", event.toolUseId());
        var items = event.items().stream().map(it -> Map.of("content", it.content(), "status", it.status()));
        form.put("items", items.toList());
    }

    static void put(ModelCalled event, Map<String, @Nullable Object> form) {
        form.put("provider", event.provider());
        form.put("model", event.model());
        form.put("purpose", PublicForm.lower(event.purpose()));
    }

    static void put(ModelAnswered event, Map<String, @Nullable Object> form) {
        var answer = event.answer();
        form.put("model_request_start_id", event.callId());
        form.put("purpose", PublicForm.lower(answer.purpose()));
        form.put("stop_reason", Map.of("type", PublicForm.lower(answer.stop())));
        form.put("is_error", answer.stop() == ModelAnswer.Stop.FAILED);
        form.put("retries", answer.retries());
        form.put("duration_ms", answer.durationMs());
        form.put("model_usage", usage(answer));
    }

    static void put(ContextCompacted event, Map<String, @Nullable Object> form) {
        form.put("summary", event.summary());
        form.put("kept_from_seq", event.keptFromSeq());
        form.put("tokens_before", event.tokensBefore());
    }

    static void put(QuestionAnswered event, Map<String, @Nullable Object> form) {
        form.put("question_id", event.toolUseId());
        form.put("approval_id", event.approvalId());
        form.put("answers", event.answers());
    }

    static void put(ChildOpened event, Map<String, @Nullable Object> form) {
        form.put("tool_use_id", event.toolUseId());
        form.put("child_session_id", event.childId());
        form.put("child_workspace_id", event.childWorkspaceId());
        form.put("message_id", event.messageId());
        form.put(
                "budget_usd",
                event.budgetUsd() == null ? null : event.budgetUsd().toPlainString());
    }

    private static Map<String, @Nullable Object> usage(ModelAnswer answer) {
        var usage = new LinkedHashMap<String, @Nullable Object>();
        usage.put("input_tokens", answer.tokens().input());
        usage.put("output_tokens", answer.tokens().output());
        usage.put("cache_read_input_tokens", answer.tokens().cacheRead());
        usage.put("cache_creation_input_tokens", answer.tokens().cacheWrite());
        usage.put("cost_usd", answer.costUsd() == null ? null : answer.costUsd().toPlainString());
        return usage;
    }
}
