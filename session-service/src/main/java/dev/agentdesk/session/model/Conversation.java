package dev.agentdesk.session.model;

import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.ModelAnswer;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.AgentThought;
import dev.agentdesk.session.conversation.SessionEvent.ContextCompacted;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.model.Message.Part;
import dev.agentdesk.session.model.Message.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a model is shown of a Session, folded from its log in order.
 *
 * <p>Laws: the same log gives the same messages, and a longer log gives more of them behind the ones before, until the
 * context is compacted. Not thread safe.
 */
public final class Conversation {

    /** One piece with where it stands; {@code by} wrote a thought. */
    private record Entry(
            long seq, Role role, Part part, @Nullable String by) {}

    /** About four characters of English are a token; a guess on the safe side. */
    private static final int CHARACTERS_PER_TOKEN = 3;

    private static final String LEFT_OUT = "[The beginning of this conversation is left out.]";

    private final Function<String, String> earlier;
    private final Map<String, String> accepted = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Long> boundaries = new ArrayList<>();
    private String by = "";
    private @Nullable String summary;
    private long characters;
    private long counted;
    private long countedAt;

    /** @param earlier finds the text of a message that was accepted before the part of the log that is known */
    public Conversation(Function<String, String> earlier) {
        this.earlier = earlier;
    }

    /** What stands before the log: once, and before anything of the log. */
    void begin(String text) {
        summary = text;
        characters = text.length();
    }

    public void add(Recorded recorded) {
        switch (recorded.event()) {
            case MessageAccepted it -> accepted.put(it.stamp().id(), Content.plain(it.content()));
            case MessageEdited it -> accepted.put(it.messageId(), Content.plain(it.content()));
            case TurnStarted it -> take(it.messageIds(), recorded.seq());
            case MessagesJoined it -> take(it.messageIds(), recorded.seq());
            case ModelCalled it -> {
                by = it.provider() + " " + it.model();
                boundaries.add(recorded.seq());
            }
            case AgentThought it ->
                put(recorded.seq(), Role.ASSISTANT, new Part.Thought(it.text(), it.signature(), it.redacted()));
            case AgentReplied it -> put(recorded.seq(), Role.ASSISTANT, new Part.Text(it.text()));
            case ToolRequested it ->
                put(recorded.seq(), Role.ASSISTANT, new Part.ToolUse(it.stamp().id(), it.tool(), it.input()));
            case ToolFinished it ->
                put(
                        recorded.seq(),
                        Role.USER,
                        new Part.Result(
                                it.toolUseId(),
                                ResultText.of(it.result()),
                                it.result().isError()));
            case ModelAnswered it -> count(it.answer());
            case ContextCompacted it -> compact(it);
            default -> {}
        }
    }

    /**
     * The messages for a model of a provider. Thoughts of others are left out, for nobody else can read them; a result
     * whose call is not there any more as well.
     */
    public List<Message> messages(String provider, String model) {
        var reader = provider + " " + model;
        var messages = new ArrayList<Message>();
        if (summary != null) {
            append(messages, Role.USER, new Part.Text(summary));
        }
        var called = new HashSet<String>();
        for (var entry : entries) {
            if (entry.part() instanceof Part.ToolUse call) {
                called.add(call.id());
            }
            if (entry.part() instanceof Part.Result result && !called.contains(result.toolUseId())) {
                continue;
            }
            if (messages.isEmpty() && entry.role() == Role.ASSISTANT) {
                append(messages, Role.USER, new Part.Text(LEFT_OUT));
            }
            if (!(entry.part() instanceof Part.Thought thought) || isFor(reader, entry, thought)) {
                append(messages, entry.role(), entry.part());
            }
        }
        return messages;
    }

    /** How many tokens the next request has, about. */
    public long tokens() {
        return counted + (characters - countedAt) / CHARACTERS_PER_TOKEN;
    }

    /**
     * From where on the newest part fits into so many tokens; a place between a whole step and the next one, so that no
     * call is parted from its result. {@link Long#MAX_VALUE} where nothing fits.
     */
    public long keptFrom(long mostTokens) {
        long from = Long.MAX_VALUE;
        for (var boundary : boundaries.reversed()) {
            if (tokensFrom(boundary) > mostTokens) {
                break;
            }
            from = boundary;
        }
        return from;
    }

    /** Where the newest step or message begins, if it fits into so many tokens alone; else as {@link #keptFrom}. */
    public long keptNewest(long mostTokens) {
        return boundaries.isEmpty() || tokensFrom(boundaries.getLast()) > mostTokens
                ? Long.MAX_VALUE
                : boundaries.getLast();
    }

    private long tokensFrom(long seq) {
        return entries.stream()
                        .filter(it -> it.seq() >= seq)
                        .mapToLong(it -> length(it.part()))
                        .sum()
                / CHARACTERS_PER_TOKEN;
    }

    /** As plain text, what stands before {@code seq}, its newest part where it is longer than {@code most}. */
    public String transcript(long seq, int most) {
        var text = new StringBuilder(summary == null ? "" : summary + "\n\n");
        entries.stream().filter(it -> it.seq() < seq).forEach(it -> Transcript.write(it.role(), it.part(), text));
        return text.length() <= most ? text.toString() : "[…]\n" + text.substring(text.length() - most);
    }

    private static boolean isFor(String reader, Entry entry, Part.Thought thought) {
        return reader.equals(entry.by()) && (thought.signature() != null || thought.redacted());
    }

    private static void append(List<Message> messages, Role role, Part part) {
        if (messages.isEmpty() || messages.getLast().role() != role) {
            messages.add(new Message(role, new ArrayList<>()));
        }
        messages.getLast().parts().add(part);
    }

    private void take(List<String> ids, long seq) {
        boundaries.add(seq);
        for (var id : ids) {
            var known = accepted.remove(id);
            var text = known == null ? earlier.apply(id) : known;
            if (!text.isBlank()) {
                put(seq, Role.USER, new Part.Text(text));
            }
        }
    }

    private void put(long seq, Role role, Part part) {
        entries.add(new Entry(seq, role, part, by));
        characters += length(part);
    }

    private void count(ModelAnswer answer) {
        if (answer.purpose() == ModelAnswer.Purpose.REPLY && answer.tokens().context() > 0) {
            counted = answer.tokens().context() + answer.tokens().output();
            countedAt = characters;
        }
    }

    private void compact(ContextCompacted event) {
        entries.removeIf(it -> it.seq() < event.keptFromSeq());
        boundaries.removeIf(it -> it < event.keptFromSeq());
        summary = event.summary();
        characters = event.summary().length()
                + entries.stream().mapToLong(it -> length(it.part())).sum();
        counted = 0;
        countedAt = 0;
    }

    private static long length(Part part) {
        return switch (part) {
            case Part.Text it -> it.text().length();
            case Part.Thought it -> it.text().length();
            case Part.ToolUse it -> it.input().toString().length() + 40L;
            case Part.Result it -> it.text().length() + 40L;
        };
    }
}
