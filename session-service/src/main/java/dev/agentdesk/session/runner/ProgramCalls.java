package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Outgoing;
import dev.agentdesk.session.acp.Permission;
import dev.agentdesk.session.acp.ToolCard;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The tool calls of an agent program in our log.
 *
 * <p>That a call is allowed and starts is written before the agent is told so. What the agent does without asking is
 * written as such. Not thread safe.
 */
final class ProgramCalls {

    /** More calls at once no agent makes. */
    private static final int MOST_CARDS = 1_000;

    private static final Ruling AGAIN =
            new Ruling(Verdict.ALLOW, "approved before the agent program had to be started again");

    private static final class Call {

        private final ToolCard card;
        private String id = "";
        private @Nullable Instant began;
        private boolean unasked;

        Call(ToolCard card) {
            this.card = card;
        }
    }

    private final ProgramCallLog log;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final List<ProgramNote.Ask> asks = new ArrayList<>();
    private final Set<String> approved = new HashSet<>();
    private String folder = "";

    ProgramCalls(ProgramCallLog log) {
        this.log = log;
    }

    void workIn(String root) {
        folder = root;
    }

    /** Whether the agent waits for a person. */
    boolean asks() {
        return !asks.isEmpty();
    }

    List<ProgramNote.Ask> pending() {
        return List.copyOf(asks);
    }

    Map<String, ProgramNote.Card> cards() {
        var told = new HashMap<String, ProgramNote.Card>();
        calls.forEach((id, call) -> told.put(id, new ProgramNote.Card(call.id, call.card.told(log.json()))));
        return told;
    }

    /** Goes on where another runner was. */
    void resume(ProgramNote note) {
        workIn(note.folder());
        note.cards().forEach((id, card) -> {
            var call = call(id);
            call.card.merge(card.told());
            call.id = card.toolUseId();
        });
        asks.addAll(note.asks());
    }

    /**
     * Closes what a program that is not there any more has left open.
     *
     * @return whether a person has to decide first
     */
    boolean settle(Map<String, ToolResult> known) {
        for (var open : log.open()) {
            if (open.started()) {
                log.finish(open.id(), known.getOrDefault(open.id(), ToolResult.unknownEffect()));
            } else if (open.allowed()) {
                approved.add(ProgramCallLog.key(open.tool(), open.input()));
                log.finish(
                        open.id(),
                        ToolResult.notRun(
                                Outcome.FAILED, "The agent program ended before the call began; it did not run."));
            }
        }
        return !log.open().isEmpty();
    }

    /** Answers what was decided meanwhile. */
    List<String> decided(Outgoing out) {
        var answers = new ArrayList<String>();
        for (var ask : List.copyOf(asks)) {
            var call = log.find(ask.toolUseId());
            boolean open = call.filter(TurnLog.Call::open).isPresent();
            if (!open || call.get().allowed()) {
                asks.remove(ask);
                answers.add(answer(
                        out, new Permission(ask.requestId(), "", ask.requestId(), ask.options()), ask.toolUseId()));
            }
        }
        return answers;
    }

    /** The answers that let the agent end: nothing is allowed any more. */
    List<String> cancelled(Outgoing out) {
        var answers = asks.stream().map(it -> out.cancelled(it.requestId())).toList();
        asks.clear();
        return answers;
    }

    /** The agent tells of a call. */
    Thinking.@Nullable Next told(String callId, JsonNode fields) {
        if (calls.size() >= MOST_CARDS && !calls.containsKey(callId)) {
            return new Thinking.Next.Fail(
                    "limit_reached",
                    "The agent program has begun more calls than it has ended: " + MOST_CARDS + ".",
                    false,
                    StopReason.FAILED);
        }
        var call = call(callId);
        call.card.merge(fields);
        if (call.id.isEmpty() && call.card.begun()) {
            var bypassed = unasked(call);
            if (bypassed != null) {
                return bypassed;
            }
        }
        if (call.card.ended()) {
            calls.remove(callId);
            if (log.isOpen(call.id)) {
                log.finish(call.id, call.card.result(lasted(call)));
                log.faults().at("agent.after-result");
            }
        }
        return null;
    }

    /** It runs already: that can only be written down. Against a rule that denies it the turn does not go on. */
    private Thinking.@Nullable Next unasked(Call call) {
        var input = call.card.input(folder, log.json());
        var judged = log.judge(call.card.tool(), input);
        var verdict = judged.ruling().verdict();
        var ruling = verdict == Verdict.ALLOW
                ? judged.ruling()
                : new Ruling(
                        Verdict.ALLOW,
                        "the agent program did not ask; " + verdict.name().toLowerCase(Locale.ROOT) + " by "
                                + judged.ruling().rule());
        call.id = log.request(call.card.tool(), input, ruling);
        start(call.id);
        call.unasked = verdict != Verdict.ALLOW;
        if (verdict != Verdict.DENY) {
            return null;
        }
        log.finish(call.id, ToolResult.unknownEffect());
        return new Thinking.Next.Fail(
                "permission_bypassed",
                "The agent program ran a call that the permission policy denies, without asking. It was stopped.",
                false,
                StopReason.FAILED);
    }

    /**
     * The agent asks whether it may.
     *
     * @return the answer; null where a person has to give it
     */
    @Nullable
    String asked(Permission permission, Outgoing out) throws NobodyAttends {
        var call = call(permission.callId().isEmpty() ? "ask " + permission.requestId() : permission.callId());
        call.card.merge(permission.fields());
        var input = call.card.input(folder, log.json());
        if (call.unasked && log.isOpen(call.id)) {
            log.finish(
                    call.id,
                    ToolResult.notRun(Outcome.FAILED, "It had not run yet: the agent program asks for it now."));
            call.unasked = false;
            call.id = "";
        }
        if (call.id.isEmpty() || !log.isOpen(call.id) || !log.isFor(call.id, call.card.tool(), input)) {
            var judged = log.judge(call.card.tool(), input);
            boolean again = judged.ruling().verdict() != Verdict.DENY
                    && approved.remove(ProgramCallLog.key(call.card.tool(), input));
            call.id = log.request(call.card.tool(), input, again ? AGAIN : judged.ruling());
            if (judged.endsTurn() && !again) {
                throw new NobodyAttends();
            }
        }
        var known = log.find(call.id).orElseThrow();
        if (known.open() && !known.allowed()) {
            asks.add(new ProgramNote.Ask(permission.requestId(), call.id, permission.options()));
            return null;
        }
        return answer(out, permission, call.id);
    }

    /** A call needs a person, and the Session has none. */
    static final class NobodyAttends extends Exception {

        private static final long serialVersionUID = 1L;
    }

    /** Calls of which no end was told have ended with the prompt; how, nobody knows. */
    void promptEnded() {
        log.open().stream()
                .filter(TurnLog.Call::allowed)
                .forEach(it -> log.finish(
                        it.id(),
                        it.started()
                                ? ToolResult.notRun(
                                        Outcome.INTERRUPTED_UNKNOWN_EFFECT,
                                        "The agent program did not say what became of the call.")
                                : ToolResult.notRun(Outcome.FAILED, "The call did not run.")));
        calls.clear();
        asks.clear();
    }

    private String answer(Outgoing out, Permission permission, String toolUseId) {
        var known = log.find(toolUseId).orElseThrow();
        boolean allowed = known.open() && known.allowed();
        var option = permission.answer(allowed);
        if (allowed && option.isEmpty()) {
            log.finish(
                    toolUseId,
                    ToolResult.notRun(Outcome.FAILED, "The agent program offered no way to allow the call."));
        } else if (allowed && !known.started()) {
            start(toolUseId);
            log.faults().at("agent.before-allow");
        }
        return option.map(it -> out.chosen(permission.requestId(), it))
                .orElseGet(() -> out.cancelled(permission.requestId()));
    }

    private void start(String id) {
        log.start(id);
        calls.values().stream()
                .filter(it -> it.id.equals(id))
                .forEach(it -> it.began = log.clock().instant());
    }

    private Call call(String callId) {
        return calls.computeIfAbsent(callId, id -> new Call(new ToolCard(log.json())));
    }

    private long lasted(Call call) {
        return call.began == null
                ? 0
                : Duration.between(call.began, log.clock().instant()).toMillis();
    }
}
