package dev.agentdesk.session.conversation;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.session.permission.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened in a {@link Session}; private to this service. Each has one public form. */
public sealed interface SessionEvent extends DomainEvent {

    /** The tool whose calls are questions to a person and run nothing. */
    String QUESTION = "ask_user";

    String sessionId();

    @Override
    default String aggregateId() {
        return sessionId();
    }

    /** What happened within a turn. */
    sealed interface TurnEvent extends SessionEvent {

        String turnId();
    }

    record SessionOpened(
            Stamp stamp,
            String sessionId,
            String workspaceId,
            Origin origin,
            @Nullable String runId,
            @Nullable Integer configVersion,
            String digest)
            implements SessionEvent {}

    record DetailsChanged(
            Stamp stamp, String sessionId, @Nullable String title, Map<String, String> metadata)
            implements SessionEvent {}

    /** The stamp's id is the id of the message. */
    record MessageAccepted(
            Stamp stamp,
            String sessionId,
            List<Content> content,
            String digest,
            Placement placement,
            @Nullable String runId)
            implements SessionEvent {}

    record MessageEdited(Stamp stamp, String sessionId, String messageId, List<Content> content, String digest)
            implements SessionEvent {}

    record MessageRemoved(Stamp stamp, String sessionId, String messageId) implements SessionEvent {}

    record MessagePromoted(Stamp stamp, String sessionId, String messageId) implements SessionEvent {}

    record QueueReordered(Stamp stamp, String sessionId, List<String> messageIds) implements SessionEvent {}

    record QueuePaused(Stamp stamp, String sessionId) implements SessionEvent {}

    record QueueResumed(Stamp stamp, String sessionId) implements SessionEvent {}

    record TurnClaimed(Stamp stamp, String sessionId, String turnId, long generation, String runner)
            implements TurnEvent {}

    record TurnStarted(
            Stamp stamp,
            String sessionId,
            String turnId,
            List<String> messageIds,
            int configVersion,
            @Nullable String runId)
            implements TurnEvent {}

    /** Steering messages came into a running turn. */
    record MessagesJoined(Stamp stamp, String sessionId, String turnId, List<String> messageIds) implements TurnEvent {}

    /** Another runner took over; {@code openTools} had started and not finished. */
    record TurnRescheduled(Stamp stamp, String sessionId, String turnId, List<String> openTools) implements TurnEvent {}

    /** The turn waits until these tool calls are decided; no runner holds it meanwhile. */
    record TurnSuspended(Stamp stamp, String sessionId, String turnId, List<String> toolUseIds) implements TurnEvent {}

    record TurnResumed(Stamp stamp, String sessionId, String turnId, int configVersion) implements TurnEvent {}

    /** @param usage of this turn */
    record TurnEnded(
            Stamp stamp,
            String sessionId,
            String turnId,
            StopReason reason,
            Usage usage,
            @Nullable String runId) implements TurnEvent {}

    /** A person stopped what was running, if anything was, and with it the queue, if anything waited. */
    record TurnInterrupted(
            Stamp stamp, String sessionId, @Nullable String turnId, boolean queuePaused) implements SessionEvent {}

    /**
     * The agent asks for a tool; the stamp's id is the id of the call.
     *
     * @param approvalId where a person is asked, together with {@code expiresAt}
     */
    record ToolRequested(
            Stamp stamp,
            String sessionId,
            String turnId,
            String tool,
            Map<String, Object> input,
            String inputSha256,
            Ruling ruling,
            @Nullable String approvalId,
            @Nullable Instant expiresAt)
            implements TurnEvent {

        /** A question to a person; it runs nothing. */
        public boolean isQuestion() {
            return tool.equals(QUESTION);
        }
    }

    /** Written before the call goes out: from here on the call is never made again. */
    record ToolStarted(Stamp stamp, String sessionId, String turnId, String toolUseId, long generation)
            implements TurnEvent {}

    record ToolFinished(Stamp stamp, String sessionId, String turnId, String toolUseId, ToolResult result)
            implements TurnEvent {}

    record ApprovalDecided(
            Stamp stamp,
            String sessionId,
            String turnId,
            String toolUseId,
            String approvalId,
            boolean allow,
            String inputSha256,
            @Nullable String reason,
            Remember remember)
            implements TurnEvent {}

    record ApprovalExpired(Stamp stamp, String sessionId, String turnId, String toolUseId, String approvalId)
            implements TurnEvent {}

    record AgentReplied(Stamp stamp, String sessionId, String turnId, String text) implements TurnEvent {}

    /** A thought of a model; where {@code redacted}, only its provider can read it. */
    record AgentThought(
            Stamp stamp,
            String sessionId,
            String turnId,
            String text,
            @Nullable String signature,
            boolean redacted) implements TurnEvent {}

    record PlanChanged(Stamp stamp, String sessionId, String turnId, String toolUseId, List<PlanItem> items)
            implements TurnEvent {}

    /** Written before the request goes out; the stamp's id is the id of the call. */
    record ModelCalled(
            Stamp stamp, String sessionId, String turnId, String provider, String model, ModelAnswer.Purpose purpose)
            implements TurnEvent {}

    /** What came of a request; the blocks of the reply stand right before it. */
    record ModelAnswered(Stamp stamp, String sessionId, String turnId, String callId, ModelAnswer answer)
            implements TurnEvent {}

    /**
     * From here on a model sees the summary and what happened from {@code keptFromSeq} on, instead of all that came
     * before.
     */
    record ContextCompacted(
            Stamp stamp, String sessionId, String turnId, String summary, long keptFromSeq, long tokensBefore)
            implements TurnEvent {}

    /** A person answered a question of the agent. */
    record QuestionAnswered(
            Stamp stamp, String sessionId, String turnId, String toolUseId, String approvalId, List<String> answers)
            implements TurnEvent {}

    record TroubleReported(Stamp stamp, String sessionId, String turnId, String kind, boolean retryable, String message)
            implements TurnEvent {}

    /** @param totals of the whole Session so far */
    record UsageCounted(Stamp stamp, String sessionId, String turnId, Usage turn, Usage totals) implements TurnEvent {}

    /**
     * Another agent was given a message, in a Session that this one is the parent of; the stamp's id is its cause.
     *
     * @param budgetUsd what the answer may cost; null: as much as that agent may spend
     */
    record ChildOpened(
            Stamp stamp,
            String sessionId,
            String turnId,
            String toolUseId,
            String childId,
            String childWorkspaceId,
            String messageId,
            @Nullable BigDecimal budgetUsd)
            implements TurnEvent {}

    /** It goes on from a moment of another Session; {@code files}: what its agent finds. */
    record SessionForked(Stamp stamp, String sessionId, String parentId, long atSeq, String files)
            implements SessionEvent {}

    /** All turns of it ask this model of the provider that the configuration names, instead of the one named there. */
    record ModelChosen(Stamp stamp, String sessionId, String model) implements SessionEvent {}

    /** Somebody without an account may read it up to {@code atSeq} by a link; the token is known by its digest. */
    record SessionShared(
            Stamp stamp,
            String sessionId,
            String shareId,
            String tokenSha256,
            long atSeq,
            Instant expiresAt,
            boolean redact)
            implements SessionEvent {}

    record ShareRevoked(Stamp stamp, String sessionId, String shareId) implements SessionEvent {}

    record SessionArchived(Stamp stamp, String sessionId) implements SessionEvent {}

    record SessionDeleted(Stamp stamp, String sessionId) implements SessionEvent {}

    record SessionUndeleted(Stamp stamp, String sessionId) implements SessionEvent {}

    record SessionErased(Stamp stamp, String sessionId) implements SessionEvent {}

    /** What is left of an event whose content was erased: that there was one. */
    record Erased(Stamp stamp, String sessionId, String was) implements SessionEvent {}
}
