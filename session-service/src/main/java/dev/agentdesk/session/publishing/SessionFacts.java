package dev.agentdesk.session.publishing;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.session.v1.ApprovalRequested;
import dev.agentdesk.contracts.session.v1.Origin;
import dev.agentdesk.contracts.session.v1.TurnFinished;
import dev.agentdesk.contracts.session.v1.Usage;
import dev.agentdesk.contracts.session.v1.WorkspaceSessionsErased;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.automation.RunEvent.RunRefused;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.SessionArchived;
import dev.agentdesk.session.conversation.SessionEvent.SessionDeleted;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionOpened;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.erasure.FarewellEvent.SessionsErased;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which stored events others hear of, and as what. */
final class SessionFacts implements Translator {

    @Override
    public String topic() {
        return Topics.SESSION;
    }

    @Override
    public Optional<Object> translate(Recorded recorded) {
        return Optional.ofNullable(
                switch (recorded.event()) {
                    case RunRefused it ->
                        new dev.agentdesk.contracts.session.v1.RunRefused(it.runId(), it.workspaceId(), it.code());
                    case SessionsErased it -> new WorkspaceSessionsErased(it.workspaceId());
                    case SessionEvent it -> fact(it, String.valueOf(it.stamp().workspaceId()));
                    default -> null;
                });
    }

    private static @Nullable Object fact(SessionEvent event, String workspaceId) {
        var id = event.sessionId();
        return switch (event) {
            case SessionOpened it ->
                new dev.agentdesk.contracts.session.v1.SessionOpened(
                        id,
                        workspaceId,
                        new Origin(it.origin().type(), it.origin().id()),
                        it.runId());
            case MessageAccepted it ->
                new dev.agentdesk.contracts.session.v1.MessageAccepted(
                        id, workspaceId, it.stamp().id());
            case TurnStarted it ->
                new dev.agentdesk.contracts.session.v1.TurnStarted(id, workspaceId, it.turnId(), it.configVersion());
            case TurnEnded it -> finished(it, workspaceId);
            case ToolRequested it
            when it.approvalId() != null ->
                new ApprovalRequested(it.approvalId(), id, workspaceId, it.isQuestion() ? "question" : "tool");
            case ApprovalDecided it ->
                new dev.agentdesk.contracts.session.v1.ApprovalDecided(it.approvalId(), id, workspaceId, "decided");
            case QuestionAnswered it ->
                new dev.agentdesk.contracts.session.v1.ApprovalDecided(it.approvalId(), id, workspaceId, "decided");
            case ApprovalExpired it ->
                new dev.agentdesk.contracts.session.v1.ApprovalDecided(it.approvalId(), id, workspaceId, "expired");
            case SessionArchived it -> new dev.agentdesk.contracts.session.v1.SessionArchived(id, workspaceId);
            case SessionDeleted it -> new dev.agentdesk.contracts.session.v1.SessionDeleted(id, workspaceId);
            case SessionErased it -> new dev.agentdesk.contracts.session.v1.SessionErased(id, workspaceId);
            default -> null;
        };
    }

    private static TurnFinished finished(TurnEnded event, String workspaceId) {
        var cost = event.usage().costUsd();
        return new TurnFinished(
                event.sessionId(),
                workspaceId,
                event.turnId(),
                event.reason().name().toLowerCase(Locale.ROOT),
                event.runId(),
                new Usage(
                        event.usage().inputTokens(),
                        event.usage().outputTokens(),
                        cost == null ? null : cost.toPlainString()));
    }
}
