package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.ID_REUSED;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.AnswerQuestion;
import dev.agentdesk.session.conversation.SessionCommand.ChangeDetails;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.EditMessage;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionCommand.PauseQueue;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.PromoteMessage;
import dev.agentdesk.session.conversation.SessionCommand.RemoveMessage;
import dev.agentdesk.session.conversation.SessionCommand.ReorderQueue;
import dev.agentdesk.session.conversation.SessionCommand.ResumeQueue;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagePromoted;
import dev.agentdesk.session.conversation.SessionEvent.MessageRemoved;
import dev.agentdesk.session.conversation.SessionEvent.QuestionAnswered;
import dev.agentdesk.session.conversation.SessionEvent.QueuePaused;
import dev.agentdesk.session.conversation.SessionEvent.QueueReordered;
import dev.agentdesk.session.conversation.SessionEvent.QueueResumed;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest requests of people and programs, oldest first: by them a repeat is recognised.
 *
 * <p>Each is {@code <id> <what was asked>}, the latter as a short digest and never its content: a snapshot holds all of
 * them, and every append reads one.
 */
record Requests(List<String> newest) {

    /** Enough for every request that may still be in flight; a state of fixed size keeps appends cheap. */
    static final int KEPT = 256;

    static final Requests NONE = new Requests(List.of());

    /** Half of a SHA-256: nobody finds a second request for the same id. */
    private static final int DIGEST_CHARACTERS = 32;

    Requests with(SessionEvent event) {
        var asked = asked(event);
        return asked == null ? this : with(request(event.stamp().id(), asked));
    }

    /** @throws Rejection ID_REUSED if the id was used for something else */
    boolean repeats(SessionCommand command) {
        var id = command.stamp().id();
        var prefix = id + " ";
        var known = newest.stream().filter(it -> it.startsWith(prefix)).findFirst();
        if (known.isPresent() && !known.get().equals(request(id, String.valueOf(asked(command))))) {
            throw new Rejection(ID_REUSED, "The id " + id + " was used for another request.");
        }
        return known.isPresent();
    }

    private static String request(String id, String asked) {
        return id + " " + Digest.of(asked).substring(0, DIGEST_CHARACTERS);
    }

    private Requests with(String request) {
        int from = newest.size() < KEPT ? 0 : newest.size() - KEPT + 1;
        var kept = newest.subList(from, newest.size()).toArray(new String[newest.size() - from + 1]);
        kept[kept.length - 1] = request;
        return new Requests(List.of(kept));
    }

    private static @Nullable String asked(SessionCommand command) {
        return switch (command) {
            case PostMessage it -> "message " + Digest.of(it.content());
            case Interrupt it -> "interrupt";
            case DecideApproval it -> decision(it.toolUseId(), it.allow());
            case AnswerQuestion it -> answer(it.toolUseId(), it.answers());
            case EditMessage it -> "edit " + it.messageId() + Digest.of(it.content());
            case RemoveMessage it -> "remove " + it.messageId();
            case PromoteMessage it -> "promote " + it.messageId();
            case ReorderQueue it -> "reorder " + it.messageIds();
            case PauseQueue it -> "pause";
            case ResumeQueue it -> "resume";
            case ChangeDetails it -> details(it.title(), it.metadata());
            default -> null;
        };
    }

    private static @Nullable String asked(SessionEvent event) {
        return switch (event) {
            case MessageAccepted it -> "message " + it.digest();
            case TurnInterrupted it -> "interrupt";
            case ApprovalDecided it -> decision(it.toolUseId(), it.allow());
            case QuestionAnswered it -> answer(it.toolUseId(), it.answers());
            case MessageEdited it -> "edit " + it.messageId() + it.digest();
            case MessageRemoved it -> "remove " + it.messageId();
            case MessagePromoted it -> "promote " + it.messageId();
            case QueueReordered it -> "reorder " + it.messageIds();
            case QueuePaused it -> "pause";
            case QueueResumed it -> "resume";
            case DetailsChanged it -> details(it.title(), it.metadata());
            default -> null;
        };
    }

    private static String answer(String toolUseId, List<String> answers) {
        return "answer " + toolUseId + " " + Digest.of(String.join("\n", answers));
    }

    private static String decision(String toolUseId, boolean allow) {
        return (allow ? "allow " : "deny ") + toolUseId;
    }

    private static String details(@Nullable String title, Map<String, String> metadata) {
        return "details " + Digest.of(title + "\n" + new TreeMap<>(metadata));
    }
}
