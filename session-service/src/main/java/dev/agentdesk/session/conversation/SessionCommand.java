package dev.agentdesk.session.conversation;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.session.permission.Ruling;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may be asked of a {@link Session}.
 *
 * <p>The stamp's id makes a repeat recognisable: the same id with the same content succeeds without an event.
 */
public sealed interface SessionCommand extends Command {

    /** The name under which all of them are dispatched. */
    String NAME = "session";

    String sessionId();

    Stamp stamp();

    @Override
    default String aggregateId() {
        return sessionId();
    }

    /** Only from the runner that owns the turn; an older generation is refused. */
    sealed interface RunnerCommand extends SessionCommand {

        long generation();
    }

    /** All or nothing: each is decided on what the ones before it lead to. */
    record Together(Stamp stamp, String sessionId, List<SessionCommand> commands) implements SessionCommand {}

    record OpenSession(
            Stamp stamp,
            String sessionId,
            String workspaceId,
            Origin origin,
            @Nullable String runId,
            @Nullable Integer configVersion,
            @Nullable String title,
            Map<String, String> metadata)
            implements SessionCommand {}

    /** @param queueLimit how many messages may wait */
    record PostMessage(
            Stamp stamp,
            String sessionId,
            List<Content> content,
            OnBusy onBusy,
            @Nullable String runId,
            int queueLimit) implements SessionCommand {}

    record Interrupt(Stamp stamp, String sessionId) implements SessionCommand {}

    /** @param inputSha256 of the input that the person saw, where they say so */
    record DecideApproval(
            Stamp stamp,
            String sessionId,
            String toolUseId,
            boolean allow,
            @Nullable String inputSha256,
            @Nullable String reason,
            Remember remember)
            implements SessionCommand {}

    /** @param answers one for each question, in their order */
    record AnswerQuestion(Stamp stamp, String sessionId, String toolUseId, List<String> answers)
            implements SessionCommand {}

    record ExpireApproval(Stamp stamp, String sessionId, String toolUseId) implements SessionCommand {}

    record EditMessage(Stamp stamp, String sessionId, String messageId, List<Content> content)
            implements SessionCommand {}

    record RemoveMessage(Stamp stamp, String sessionId, String messageId) implements SessionCommand {}

    record PromoteMessage(Stamp stamp, String sessionId, String messageId) implements SessionCommand {}

    /** All waiting messages, in their new order. */
    record ReorderQueue(Stamp stamp, String sessionId, List<String> messageIds) implements SessionCommand {}

    record PauseQueue(Stamp stamp, String sessionId) implements SessionCommand {}

    record ResumeQueue(Stamp stamp, String sessionId) implements SessionCommand {}

    record ChangeDetails(
            Stamp stamp, String sessionId, @Nullable String title, Map<String, String> metadata)
            implements SessionCommand {}

    /** Together with the opening of the Session that goes on. */
    record RecordFork(Stamp stamp, String sessionId, String parentId, long atSeq, String files)
            implements SessionCommand {}

    /** Together with the opening of the Session. */
    record ChooseModel(Stamp stamp, String sessionId, String model) implements SessionCommand {}

    record ShareSession(
            Stamp stamp,
            String sessionId,
            String shareId,
            String tokenSha256,
            long atSeq,
            Instant expiresAt,
            boolean redact)
            implements SessionCommand {}

    record RevokeShare(Stamp stamp, String sessionId, String shareId) implements SessionCommand {}

    record ArchiveSession(Stamp stamp, String sessionId) implements SessionCommand {}

    record DeleteSession(Stamp stamp, String sessionId) implements SessionCommand {}

    record UndeleteSession(Stamp stamp, String sessionId) implements SessionCommand {}

    record EraseSession(Stamp stamp, String sessionId) implements SessionCommand {}

    /**
     * Starts the next turn, goes on with one whose runner died, or resumes one whose approvals are decided.
     *
     * @param generation one above the newest; decides between two runners
     * @param turnId of the turn, if this claim begins one
     */
    record ClaimTurn(Stamp stamp, String sessionId, long generation, String turnId, int configVersion, String runner)
            implements SessionCommand {}

    /** Takes the steering messages into the turn. */
    record TakeSteering(Stamp stamp, String sessionId, long generation) implements RunnerCommand {}

    /** The stamp's id is the id of the tool call. */
    record RequestTool(
            Stamp stamp,
            String sessionId,
            long generation,
            String tool,
            Map<String, Object> input,
            String inputSha256,
            Ruling ruling,
            Instant askUntil)
            implements RunnerCommand {}

    record StartTool(Stamp stamp, String sessionId, long generation, String toolUseId) implements RunnerCommand {}

    record FinishTool(Stamp stamp, String sessionId, long generation, String toolUseId, ToolResult result)
            implements RunnerCommand {}

    /** Before a request goes out to a model; refused where a person has stopped the turn. */
    record CallModel(
            Stamp stamp, String sessionId, long generation, String provider, String model, ModelAnswer.Purpose purpose)
            implements RunnerCommand {}

    /** The whole reply of a model to the request {@code callId}. */
    record RecordReply(
            Stamp stamp, String sessionId, long generation, String callId, List<ReplyPart> parts, ModelAnswer answer)
            implements RunnerCommand {}

    /** @param callId the request that wrote the summary, if a model did, with its {@code answer} */
    record CompactContext(
            Stamp stamp,
            String sessionId,
            long generation,
            String summary,
            long keptFromSeq,
            long tokensBefore,
            @Nullable String callId,
            @Nullable ModelAnswer answer)
            implements RunnerCommand {}

    /** Before another agent hears of it; see {@link SessionEvent.ChildOpened}. */
    record OpenChild(
            Stamp stamp,
            String sessionId,
            long generation,
            String toolUseId,
            String childId,
            String childWorkspaceId,
            String messageId,
            @Nullable BigDecimal budgetUsd)
            implements RunnerCommand {}

    record Reply(Stamp stamp, String sessionId, long generation, String text) implements RunnerCommand {}

    /** Of an agent program, which keeps to itself how it came to it. */
    record RecordThought(Stamp stamp, String sessionId, long generation, String text) implements RunnerCommand {}

    /** The whole plan of an agent program, as it is now. */
    record ChangePlan(Stamp stamp, String sessionId, long generation, List<PlanItem> items) implements RunnerCommand {}

    /** @param kind closed vocabulary of what people are told */
    record ReportTrouble(Stamp stamp, String sessionId, long generation, String kind, boolean retryable, String message)
            implements RunnerCommand {}

    /** Lets go of the turn until its approvals are decided; nothing happens if they are by now. */
    record SuspendTurn(Stamp stamp, String sessionId, long generation) implements RunnerCommand {}

    record EndTurn(Stamp stamp, String sessionId, long generation, StopReason reason, Usage usage)
            implements RunnerCommand {}
}
