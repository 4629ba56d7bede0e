package dev.agentdesk.session.model;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.SessionForked;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * Reads from a log what a model is to be shown: by SQL, from the newest compaction on, never more than a window's
 * worth. What a step costs does not grow with the history. A fork begins with what was said in its parent, as text, for
 * calls and thoughts of another Session can't be gone on with.
 */
public final class Context {

    private static final List<String> SHOWN = List.of(
            "session.MessageAccepted",
            "session.MessageEdited",
            "session.TurnStarted",
            "session.MessagesJoined",
            "session.ModelCalled",
            "session.ModelAnswered",
            "session.AgentThought",
            "session.AgentReplied",
            "session.ToolRequested",
            "session.ToolFinished");

    private static final List<String> EDITS = List.of("session.MessageEdited");
    private static final List<String> MARKS = List.of("session.ContextCompacted");
    private static final int PAGE = 500;

    /** Hardly a token has more characters than this: a window's worth is read for sure. */
    private static final int CHARACTERS_PER_TOKEN = 8;

    /** Of a history that was never compacted, whatever the window. */
    private static final int MOST_EVENTS = 5_000;

    /** Where a fork says so: right behind its opening. */
    private static final int OPENING = 4;

    /** A fork of a fork of a fork; what lies before the last of these is left out. */
    private static final int ANCESTORS = 8;

    /** So much of the window is given to what comes from the parent: half, at three characters a token. */
    private static final double INHERITED_PER_TOKEN = 1.5;

    private static final String INHERITED = "[This conversation goes on from another one, in which was said:]\n";

    private final EventLog log;

    public Context(EventLog log) {
        this.log = log;
    }

    /**
     * The conversation up to and without {@code beforeSeq}; feed it what comes from there on.
     *
     * @param window in tokens; of an older history not much more than that is read
     */
    public Conversation before(String sessionId, long beforeSeq, int window) {
        return before(sessionId, beforeSeq, window, ANCESTORS);
    }

    private Conversation before(String sessionId, long beforeSeq, int window, int ancestors) {
        var conversation = new Conversation(id -> text(sessionId, id));
        var mark =
                log.before(sessionId, beforeSeq, 1, MARKS).stream().findFirst().orElse(null);
        if (mark == null && ancestors > 0) {
            inherited(sessionId, window, ancestors).ifPresent(conversation::begin);
        }
        long from = mark == null ? 0 : ((ContextCompacted) mark.event()).keptFromSeq();
        newest(sessionId, from, beforeSeq, (long) window * CHARACTERS_PER_TOKEN).forEach(conversation::add);
        if (mark != null) {
            conversation.add(mark);
        }
        return conversation;
    }

    private Optional<String> inherited(String sessionId, int window, int ancestors) {
        return log.after(sessionId, 0, OPENING).stream()
                .map(Recorded::event)
                .filter(SessionForked.class::isInstance)
                .map(SessionForked.class::cast)
                .findFirst()
                .map(it -> before(it.parentId(), it.atSeq() + 1, window, ancestors - 1)
                        .transcript(Long.MAX_VALUE, (int) (window * INHERITED_PER_TOKEN)))
                .filter(text -> !text.isBlank())
                .map(text -> INHERITED + text);
    }

    private List<Recorded> newest(String sessionId, long from, long before, long most) {
        var found = new ArrayDeque<Recorded>();
        long next = before;
        long characters = 0;
        while (next > from && found.size() < MOST_EVENTS && characters < most) {
            var page = log.before(sessionId, next, PAGE, SHOWN);
            page.stream().filter(it -> it.seq() >= from).forEach(found::addFirst);
            if (page.size() < PAGE) {
                break;
            }
            next = page.getLast().seq();
            characters += page.stream().mapToLong(Context::size).sum();
        }
        return List.copyOf(found);
    }

    /** What is long in an event; the rest does not matter. */
    private static long size(Recorded recorded) {
        return switch (recorded.event()) {
            case MessageAccepted it -> Content.plain(it.content()).length();
            case AgentReplied it -> it.text().length();
            case AgentThought it -> it.text().length();
            case ToolFinished it -> it.result().output().head().length();
            default -> 0;
        };
    }

    /** A message that waited since before the part that is read; its newest text. */
    private String text(String sessionId, String messageId) {
        var accepted = log.find(messageId).orElse(null);
        if (accepted == null || !(accepted.event() instanceof MessageAccepted it)) {
            return "";
        }
        var text = Content.plain(it.content());
        for (var edit : log.after(sessionId, accepted.seq(), EventLog.MOST, EDITS)) {
            if (edit.event() instanceof MessageEdited edited
                    && edited.messageId().equals(messageId)) {
                text = Content.plain(edited.content());
            }
        }
        return text;
    }
}
