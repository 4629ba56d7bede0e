package dev.agentdesk.session.conversation;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventTypes;
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
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.conversation.SessionEvent.TurnResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.SessionEvent.UsageCounted;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the aggregate and everything that it stores known. */
@Configuration(proxyBeanMethods = false)
public class SessionConfiguration {

    /**
     * A long conversation is loaded from its newest snapshot and what came after it; so few events that an append to it
     * costs hardly more than one to a young conversation.
     */
    private static final int SNAPSHOT_EVERY = 20;

    @Bean
    AggregateType<Session> session() {
        return new AggregateType<>(Session.class, SessionCommand.NAME, SessionCommand.class, SNAPSHOT_EVERY);
    }

    /** Names stay for ever; a changed payload gets the next revision and an upcast. */
    public static EventTypes.Builder register(EventTypes.Builder types) {
        return types.type(SessionOpened.class, "SessionOpened", 1)
                .sealed(DetailsChanged.class, "DetailsChanged", 1)
                .sealed(MessageAccepted.class, "MessageAccepted", 1)
                .sealed(MessageEdited.class, "MessageEdited", 1)
                .type(MessageRemoved.class, "MessageRemoved", 1)
                .type(MessagePromoted.class, "MessagePromoted", 1)
                .type(QueueReordered.class, "QueueReordered", 1)
                .type(QueuePaused.class, "QueuePaused", 1)
                .type(QueueResumed.class, "QueueResumed", 1)
                .type(TurnClaimed.class, "TurnClaimed", 1)
                .type(TurnStarted.class, "TurnStarted", 1)
                .type(MessagesJoined.class, "MessagesJoined", 1)
                .type(TurnRescheduled.class, "TurnRescheduled", 1)
                .type(TurnSuspended.class, "TurnSuspended", 1)
                .type(TurnResumed.class, "TurnResumed", 1)
                .type(TurnInterrupted.class, "TurnInterrupted", 1)
                .type(TurnEnded.class, "TurnEnded", 1)
                .sealed(ToolRequested.class, "ToolRequested", 1)
                .type(ToolStarted.class, "ToolStarted", 1)
                .sealed(ToolFinished.class, "ToolFinished", 1)
                .sealed(ApprovalDecided.class, "ApprovalDecided", 1)
                .type(ApprovalExpired.class, "ApprovalExpired", 1)
                .sealed(AgentReplied.class, "AgentReplied", 1)
                .sealed(TroubleReported.class, "TroubleReported", 1)
                .sealed(AgentThought.class, "AgentThought", 1)
                .sealed(PlanChanged.class, "PlanChanged", 1)
                .type(ModelCalled.class, "ModelCalled", 1)
                .type(ModelAnswered.class, "ModelAnswered", 1)
                .sealed(ContextCompacted.class, "ContextCompacted", 1)
                .sealed(QuestionAnswered.class, "QuestionAnswered", 1)
                .type(UsageCounted.class, "UsageCounted", 1)
                .type(SessionEvent.ModelChosen.class, "ModelChosen", 1)
                .type(SessionEvent.ChildOpened.class, "ChildOpened", 1)
                .type(SessionEvent.SessionForked.class, "SessionForked", 1)
                .type(SessionEvent.SessionShared.class, "SessionShared", 1)
                .type(SessionEvent.ShareRevoked.class, "ShareRevoked", 1)
                .type(SessionArchived.class, "SessionArchived", 1)
                .type(SessionDeleted.class, "SessionDeleted", 1)
                .type(SessionUndeleted.class, "SessionUndeleted", 1)
                .type(SessionErased.class, "SessionErased", 1)
                .erased("ses", Erased.class, "Erased")
                .snapshot(Session.class, "Session", 2);
    }
}
