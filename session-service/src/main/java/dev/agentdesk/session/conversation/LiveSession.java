package dev.agentdesk.session.conversation;

import dev.agentdesk.session.conversation.MessageQueue.Queued;
import dev.agentdesk.session.conversation.SessionCommand.AnswerQuestion;
import dev.agentdesk.session.conversation.SessionCommand.ArchiveSession;
import dev.agentdesk.session.conversation.SessionCommand.ChangeDetails;
import dev.agentdesk.session.conversation.SessionCommand.ClaimTurn;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.DeleteSession;
import dev.agentdesk.session.conversation.SessionCommand.EditMessage;
import dev.agentdesk.session.conversation.SessionCommand.EraseSession;
import dev.agentdesk.session.conversation.SessionCommand.ExpireApproval;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PauseQueue;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.PromoteMessage;
import dev.agentdesk.session.conversation.SessionCommand.RemoveMessage;
import dev.agentdesk.session.conversation.SessionCommand.ReorderQueue;
import dev.agentdesk.session.conversation.SessionCommand.ResumeQueue;
import dev.agentdesk.session.conversation.SessionCommand.RunnerCommand;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.conversation.SessionCommand.UndeleteSession;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalExpired;
import dev.agentdesk.session.conversation.SessionEvent.Erased;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagePromoted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
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
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnEnded;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import dev.agentdesk.session.conversation.Turn.OpenTool;
import dev.agentdesk.session.conversation.Turn.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open Session.
 *
 * @param opening digest of the request that opened it
 * @param generation of the newest claim; only its runner may write
 * @param remembered tool calls that a person allowed for the whole Session
 */
record LiveSession(
        String id,
        String workspaceId,
        String opening,
        Shelf shelf,
        long generation,
        MessageQueue queue,
        @Nullable Turn turn,
        Usage totals,
        List<String> remembered,
        Settled settled,
        Requests requests)
        implements SessionState {

    /** More is a rule, and belongs into the policy. */
    private static final int MOST_REMEMBERED = 256;

    /** Whether and why nothing new happens in it. */
    record Shelf(boolean archived, boolean deleted) {}

    static LiveSession opened(SessionOpened event) {
        return new LiveSession(
                event.sessionId(),
                event.workspaceId(),
                event.digest(),
                new Shelf(false, false),
                0,
                MessageQueue.EMPTY,
                null,
                Usage.NONE,
                List.of(),
                Settled.NONE,
                Requests.NONE);
    }

    @Override
    public List<SessionEvent> decideOne(SessionCommand command) {
        if (requests.repeats(command)) {
            return List.of();
        }
        return switch (command) {
            case OpenSession it -> SessionState.repeat(it, opening);
            case Together it -> decide(it);
            case PostMessage it -> QueueRules.decide(this, it);
            case EditMessage it -> QueueRules.decide(this, it);
            case RemoveMessage it -> QueueRules.decide(this, it);
            case PromoteMessage it -> QueueRules.decide(this, it);
            case ReorderQueue it -> QueueRules.decide(this, it);
            case PauseQueue it -> QueueRules.decide(this, it);
            case ResumeQueue it -> QueueRules.decide(this, it);
            case DecideApproval it -> ApprovalRules.decide(this, it);
            case AnswerQuestion it -> ApprovalRules.decide(this, it);
            case ExpireApproval it -> ApprovalRules.decide(this, it);
            case ClaimTurn it -> TurnRules.decide(this, it);
            case Interrupt it -> TurnRules.decide(this, it);
            case RunnerCommand it -> RunnerRules.decide(this, it);
            case ChangeDetails it -> ShelfRules.decide(this, it);
            case SessionCommand.RecordFork it -> ShareRules.decide(this, it);
            case SessionCommand.ChooseModel it -> ShareRules.decide(this, it);
            case SessionCommand.ShareSession it -> ShareRules.decide(this, it);
            case SessionCommand.RevokeShare it -> ShareRules.decide(this, it);
            case ArchiveSession it -> ShelfRules.decide(this, it);
            case DeleteSession it -> ShelfRules.decide(this, it);
            case UndeleteSession it -> ShelfRules.decide(this, it);
            case EraseSession it -> ShelfRules.decide(this, it);
        };
    }

    @Override
    public SessionState evolve(SessionEvent event) {
        return switch (event) {
            case SessionErased it -> new Gone();
            case Erased it -> new Gone();
            default -> apply(event).remember(event);
        };
    }

    private LiveSession apply(SessionEvent event) {
        return switch (event) {
            case MessageAccepted it -> with(queue.accept(queued(it), it.placement()));
            case MessageEdited it -> with(queue.edit(it.messageId(), it.digest()));
            case MessageRemoved it -> with(queue.without(List.of(it.messageId())));
            case MessagePromoted it -> with(queue.promote(it.messageId()));
            case QueueReordered it -> with(queue.reorder(it.messageIds()));
            case QueuePaused it -> with(queue.pause(true));
            case QueueResumed it -> with(queue.pause(false));
            case MessagesJoined it -> with(queue.without(it.messageIds()));
            case TurnClaimed it -> at(it.generation());
            case TurnStarted it -> with(queue.without(it.messageIds())).with(Turn.begun(it.turnId(), it.runId()));
            case TurnSuspended it -> with(current().suspend(true));
            case TurnResumed it -> with(current().suspend(false));
            case TurnInterrupted it -> interrupted(it);
            case TurnEnded it -> with(queue.withoutSteering()).with((Turn) null);
            case ToolRequested it -> with(current().with(open(it)));
            case ToolStarted it -> with(current().at(it.toolUseId(), Stage.STARTED));
            case ToolFinished it -> with(current().without(it.toolUseId()));
            case ApprovalDecided it -> decided(it);
            case ApprovalExpired it -> with(settled.with(it.toolUseId(), true));
            case QuestionAnswered it -> with(settled.with(it.toolUseId(), false));
            case ModelAnswered it -> with(current().spend(it.answer().usage()));
            case UsageCounted it -> with(it.totals());
            case SessionArchived it -> with(new Shelf(true, shelf.deleted())).at(generation + 1);
            case SessionDeleted it -> with(new Shelf(shelf.archived(), true)).at(generation + 1);
            case SessionUndeleted it -> with(new Shelf(shelf.archived(), false));
            default -> this;
        };
    }

    /** The turn that a history with turn events in it must have. */
    Turn current() {
        if (turn == null) {
            throw new IllegalStateException("session " + id + " has no turn here");
        }
        return turn;
    }

    private LiveSession remember(SessionEvent event) {
        var next = requests.with(event);
        return next == requests
                ? this
                : new LiveSession(
                        id, workspaceId, opening, shelf, generation, queue, turn, totals, remembered, settled, next);
    }

    private LiveSession interrupted(TurnInterrupted event) {
        var next = event.queuePaused() ? with(queue.pause(true)) : this;
        return event.turnId() == null ? next : next.with(current().interrupt());
    }

    private LiveSession decided(ApprovalDecided event) {
        var next = with(settled.with(event.toolUseId(), false));
        if (!event.allow()) {
            return next;
        }
        if (event.remember() == Remember.SESSION) {
            var tool = current().tool(event.toolUseId()).orElseThrow();
            next = next.remember(ApprovalRules.key(tool.tool(), tool.inputSha256()));
        }
        return next.with(current().at(event.toolUseId(), Stage.ALLOWED));
    }

    private static Queued queued(MessageAccepted event) {
        boolean steering = event.placement() == Placement.TURN;
        return new Queued(event.stamp().id(), event.digest(), steering, event.runId());
    }

    private static OpenTool open(ToolRequested event) {
        var stage = event.approvalId() == null ? Stage.ALLOWED : Stage.ASKED;
        return new OpenTool(
                event.stamp().id(), event.tool(), event.inputSha256(), stage, event.approvalId(), event.expiresAt());
    }

    private LiveSession remember(String key) {
        int from = remembered.size() < MOST_REMEMBERED ? 0 : 1;
        var next = new ArrayList<>(remembered.subList(from, remembered.size()));
        next.add(key);
        return new LiveSession(
                id, workspaceId, opening, shelf, generation, queue, turn, totals, List.copyOf(next), settled, requests);
    }

    private LiveSession with(Shelf next) {
        return new LiveSession(
                id, workspaceId, opening, next, generation, queue, turn, totals, remembered, settled, requests);
    }

    private LiveSession at(long next) {
        return new LiveSession(
                id, workspaceId, opening, shelf, next, queue, turn, totals, remembered, settled, requests);
    }

    private LiveSession with(MessageQueue next) {
        return new LiveSession(
                id, workspaceId, opening, shelf, generation, next, turn, totals, remembered, settled, requests);
    }

    private LiveSession with(@Nullable Turn next) {
        return new LiveSession(
                id, workspaceId, opening, shelf, generation, queue, next, totals, remembered, settled, requests);
    }

    private LiveSession with(Usage next) {
        return new LiveSession(
                id, workspaceId, opening, shelf, generation, queue, turn, next, remembered, settled, requests);
    }

    private LiveSession with(Settled next) {
        return new LiveSession(
                id, workspaceId, opening, shelf, generation, queue, turn, totals, remembered, next, requests);
    }
}
