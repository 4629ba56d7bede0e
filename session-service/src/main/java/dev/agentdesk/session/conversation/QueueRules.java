package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.BUSY;
import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.QUEUE_FULL;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.EditMessage;
import dev.agentdesk.session.conversation.SessionCommand.PauseQueue;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.PromoteMessage;
import dev.agentdesk.session.conversation.SessionCommand.RemoveMessage;
import dev.agentdesk.session.conversation.SessionCommand.ReorderQueue;
import dev.agentdesk.session.conversation.SessionCommand.ResumeQueue;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagePromoted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.QueuePaused;
import dev.agentdesk.session.conversation.SessionEvent.QueueReordered;
import dev.agentdesk.session.conversation.SessionEvent.QueueResumed;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Which messages wait, and in which order; pure. */
final class QueueRules {

    private QueueRules() {}

    static List<SessionEvent> decide(LiveSession session, PostMessage command) {
        ShelfRules.requireOpen(session);
        boolean running = session.turn() != null;
        boolean busy = running || !session.queue().isEmpty();
        if (busy && command.onBusy() == OnBusy.REJECT) {
            throw new Rejection(BUSY, "A turn is running or waiting; this message asked not to wait.");
        }
        if (session.queue().waiting().size() >= command.queueLimit()) {
            throw new Rejection(QUEUE_FULL, command.queueLimit() + " messages wait already.");
        }
        var facts = new Facts(command, session.workspaceId());
        var placement = placement(command.onBusy(), running);
        facts.add(stamp -> new MessageAccepted(
                stamp,
                command.sessionId(),
                command.content(),
                Digest.of(command.content()),
                placement,
                command.runId()));
        if (placement == Placement.FRONT) {
            TurnRules.interrupt(session, facts, false);
        }
        return facts.all();
    }

    static List<SessionEvent> decide(LiveSession session, EditMessage command) {
        var message = waiting(session, command.messageId());
        var digest = Digest.of(command.content());
        if (message.digest().equals(digest)) {
            return List.of();
        }
        return one(
                session,
                command,
                stamp -> new MessageEdited(stamp, session.id(), command.messageId(), command.content(), digest));
    }

    static List<SessionEvent> decide(LiveSession session, RemoveMessage command) {
        waiting(session, command.messageId());
        return one(session, command, stamp -> new MessageRemoved(stamp, session.id(), command.messageId()));
    }

    static List<SessionEvent> decide(LiveSession session, PromoteMessage command) {
        waiting(session, command.messageId());
        if (session.queue().ids().getFirst().equals(command.messageId())) {
            return List.of();
        }
        return one(session, command, stamp -> new MessagePromoted(stamp, session.id(), command.messageId()));
    }

    static List<SessionEvent> decide(LiveSession session, ReorderQueue command) {
        var ids = session.queue().ids();
        if (ids.equals(command.messageIds())) {
            return List.of();
        }
        if (ids.size() != command.messageIds().size() || !Set.copyOf(ids).equals(Set.copyOf(command.messageIds()))) {
            throw new Rejection(CONFLICT, "Name every waiting message once; the queue is another one by now.", ids);
        }
        return one(session, command, stamp -> new QueueReordered(stamp, session.id(), command.messageIds()));
    }

    static List<SessionEvent> decide(LiveSession session, PauseQueue command) {
        return session.queue().paused()
                ? List.of()
                : one(session, command, stamp -> new QueuePaused(stamp, session.id()));
    }

    static List<SessionEvent> decide(LiveSession session, ResumeQueue command) {
        return session.queue().paused()
                ? one(session, command, stamp -> new QueueResumed(stamp, session.id()))
                : List.of();
    }

    private static Placement placement(OnBusy onBusy, boolean running) {
        return switch (onBusy) {
            case STEER -> running ? Placement.TURN : Placement.BACK;
            case INTERRUPT -> running ? Placement.FRONT : Placement.BACK;
            case ENQUEUE, REJECT -> Placement.BACK;
        };
    }

    private static MessageQueue.Queued waiting(LiveSession session, String messageId) {
        ShelfRules.requireOpen(session);
        return session.queue()
                .find(messageId)
                .orElseThrow(() -> new Rejection(CONFLICT, "The message does not wait any more."));
    }

    private static List<SessionEvent> one(
            LiveSession session, SessionCommand command, Function<Stamp, SessionEvent> fact) {
        return new Facts(command, session.workspaceId()).add(fact).all();
    }
}
