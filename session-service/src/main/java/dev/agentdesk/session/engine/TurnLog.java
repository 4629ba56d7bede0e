package dev.agentdesk.session.engine;

import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.ModelAnswer;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.conversation.SessionEvent.ApprovalDecided;
import dev.agentdesk.session.conversation.SessionEvent.ChildOpened;
import dev.agentdesk.session.conversation.SessionEvent.MessageAccepted;
import dev.agentdesk.session.conversation.SessionEvent.MessageEdited;
import dev.agentdesk.session.conversation.SessionEvent.MessagesJoined;
import dev.agentdesk.session.conversation.SessionEvent.ModelAnswered;
import dev.agentdesk.session.conversation.SessionEvent.ModelCalled;
import dev.agentdesk.session.conversation.SessionEvent.ToolFinished;
import dev.agentdesk.session.conversation.SessionEvent.ToolRequested;
import dev.agentdesk.session.conversation.SessionEvent.ToolStarted;
import dev.agentdesk.session.conversation.SessionEvent.TurnInterrupted;
import dev.agentdesk.session.conversation.SessionEvent.TurnStarted;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.conversation.Usage;
import dev.agentdesk.session.permission.Verdict;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One turn as far as it went, folded from the events of its Session; feed it those of the whole stream or of any part
 * that holds the turn and its messages.
 *
 * <p>Not thread safe: belongs to the runner of the turn.
 */
public final class TurnLog {

    /** A tool call and how far it got. */
    public record Call(
            String id,
            String tool,
            Map<String, Object> input,
            boolean allowed,
            boolean started,
            @Nullable ToolResult result) {

        public boolean open() {
            return result == null;
        }

        public boolean failed() {
            return result != null && result.isError();
        }
    }

    /** A message that the turn took. */
    public record Message(String id, String text) {}

    private final String turnId;
    private final Map<String, String> accepted = new HashMap<>();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final Map<String, ChildOpened> children = new HashMap<>();
    private Instant startedAt = Instant.EPOCH;
    private int answered;
    private boolean interrupted;
    private int modelCalls;
    private ModelAnswer.@Nullable Stop stop;
    private Usage spent = Usage.NONE;

    public TurnLog(String turnId) {
        this.turnId = turnId;
    }

    public void add(SessionEvent event) {
        switch (event) {
            case MessageAccepted it -> accepted.put(it.stamp().id(), Content.plain(it.content()));
            case MessageEdited it -> accepted.put(it.messageId(), Content.plain(it.content()));
            case TurnInterrupted it -> interrupted |= turnId.equals(it.turnId());
            case SessionEvent.TurnEvent it when it.turnId().equals(turnId) -> step(it);
            default -> {}
        }
    }

    private void step(SessionEvent.TurnEvent event) {
        switch (event) {
            case TurnStarted it -> start(it);
            case MessagesJoined it -> take(it.messageIds());
            case ToolRequested it -> put(requested(it));
            case ApprovalDecided it -> put(call(it.toolUseId(), it.allow(), false, null));
            case ToolStarted it -> put(call(it.toolUseId(), true, true, null));
            case ToolFinished it -> put(call(it.toolUseId(), true, true, it.result()));
            case AgentReplied it -> answered = messages.size();
            case ChildOpened it -> children.putIfAbsent(it.toolUseId(), it);
            case ModelCalled it -> modelCalls++;
            case ModelAnswered it -> answered(it.answer());
            default -> {}
        }
    }

    public String turnId() {
        return turnId;
    }

    public Instant startedAt() {
        return startedAt;
    }

    /** A person stopped it. */
    public boolean interrupted() {
        return interrupted;
    }

    /** The messages that no reply has answered yet. */
    public List<Message> unanswered() {
        return List.copyOf(messages.subList(answered, messages.size()));
    }

    public Optional<Call> find(String toolUseId) {
        return Optional.ofNullable(calls.get(toolUseId));
    }

    /** Calls without a result, oldest first. */
    public List<Call> open() {
        return calls.values().stream().filter(Call::open).toList();
    }

    /** What other agents were asked for, by the call that asked. */
    public Map<String, ChildOpened> children() {
        return Map.copyOf(children);
    }

    /** How often a model was asked. */
    public int modelCalls() {
        return modelCalls;
    }

    /** Why the model stopped that was asked last; null if nothing was asked since the newest message came. */
    public ModelAnswer.@Nullable Stop stop() {
        return stop;
    }

    /** What the models have used up, and how many tools were called. */
    public Usage spent() {
        return spent.plus(new Usage(0, 0, BigDecimal.ZERO, calls.size()));
    }

    public int steps() {
        return calls.size();
    }

    private void start(TurnStarted event) {
        startedAt = event.stamp().at();
        take(event.messageIds());
    }

    private void answered(ModelAnswer answer) {
        spent = spent.plus(answer.usage());
        if (answer.purpose() == ModelAnswer.Purpose.REPLY) {
            stop = answer.stop();
        }
    }

    private void take(List<String> ids) {
        stop = null;
        ids.forEach(id -> messages.add(new Message(id, accepted.getOrDefault(id, ""))));
    }

    private void put(Call call) {
        calls.put(call.id(), call);
    }

    private static Call requested(ToolRequested event) {
        boolean allowed = event.ruling().verdict() == Verdict.ALLOW;
        return new Call(event.stamp().id(), event.tool(), event.input(), allowed, false, null);
    }

    private Call call(String id, boolean allowed, boolean started, @Nullable ToolResult result) {
        var known = calls.get(id);
        if (known == null) {
            throw new IllegalStateException("the log of turn " + turnId + " lacks the request of " + id);
        }
        return new Call(id, known.tool(), known.input(), allowed, started, result);
    }
}
