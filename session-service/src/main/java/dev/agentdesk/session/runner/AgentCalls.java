package dev.agentdesk.session.runner;

import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.session.acp.Outgoing;
import dev.agentdesk.session.acp.Permission;
import dev.agentdesk.session.acp.ToolCard;
import dev.agentdesk.session.conversation.Digest;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.SessionCommand.FinishTool;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.conversation.SessionCommand.StartTool;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.engine.Step;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.permission.Canonical;
import dev.agentdesk.session.permission.Ruling;
import dev.agentdesk.session.permission.Verdict;
import java.time.Clock;
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
import tools.jackson.databind.json.JsonMapper;

/**
 * The tool calls of an agent program in our log.
 *
 * <p>That a call is allowed and starts is written before the agent is told so. What the agent does without asking is
 * written as such. Not thread safe.
 */
final class AgentCalls {

    /** More calls at once no agent makes. */
    private static final int MOST_CARDS = 1_000;

    private static final Ruling AGAIN =
            new Ruling(Verdict.ALLOW, "approved before the agent program had to be started again");

    /** How calls are judged and written. */
    record Desk(TurnRun.Setting setting, TurnWriter writer, Clock clock, FaultPoints faults, JsonMapper json) {}

    private static final class Call {

        private final ToolCard card;
        private String id = "";
        private @Nullable Instant began;
        private boolean unasked;

        Call(ToolCard card) {
            this.card = card;
        }
    }

    private final Desk desk;
    private final Map<String, Call> calls = new LinkedHashMap<>();
    private final List<AgentNote.Ask> asks = new ArrayList<>();
    private final Set<String> approved = new HashSet<>();
    private String folder = "";

    AgentCalls(Desk desk) {
        this.desk = desk;
    }

    void workIn(String root) {
        folder = root;
    }

    /** Whether the agent waits for a person. */
    boolean asks() {
        return !asks.isEmpty();
    }

    List<AgentNote.Ask> pending() {
        return List.copyOf(asks);
    }

    Map<String, AgentNote.Card> cards() {
        var told = new HashMap<String, AgentNote.Card>();
        calls.forEach((id, call) -> told.put(id, new AgentNote.Card(call.id, call.card.told(desk.json()))));
        return told;
    }

    /** Goes on where another runner was. */
    void resume(AgentNote note) {
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
        for (var open : desk.writer().turn().open()) {
            if (open.started()) {
                finish(open.id(), known.getOrDefault(open.id(), ToolResult.unknownEffect()));
            } else if (open.allowed()) {
                approved.add(key(open.tool(), open.input()));
                finish(
                        open.id(),
                        ToolResult.notRun(
                                Outcome.FAILED, "The agent program ended before the call began; it did not run."));
            }
        }
        return !desk.writer().turn().open().isEmpty();
    }

    /** Answers what was decided meanwhile. */
    List<String> decided(Outgoing out) {
        var answers = new ArrayList<String>();
        for (var ask : List.copyOf(asks)) {
            var call = desk.writer().turn().find(ask.toolUseId());
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
            if (isOpen(call.id)) {
                finish(call.id, call.card.result(lasted(call)));
                desk.faults().at("agent.after-result");
            }
        }
        return null;
    }

    /** It runs already: that can only be written down. Against a rule that denies it the turn does not go on. */
    private Thinking.@Nullable Next unasked(Call call) {
        var input = call.card.input(folder, desk.json());
        var judged = judge(call.card.tool(), input);
        var verdict = judged.ruling().verdict();
        var ruling = verdict == Verdict.ALLOW
                ? judged.ruling()
                : new Ruling(
                        Verdict.ALLOW,
                        "the agent program did not ask; " + verdict.name().toLowerCase(Locale.ROOT) + " by "
                                + judged.ruling().rule());
        call.id = desk.writer().newId();
        request(call, input, ruling);
        start(call.id);
        call.unasked = verdict != Verdict.ALLOW;
        if (verdict != Verdict.DENY) {
            return null;
        }
        finish(call.id, ToolResult.unknownEffect());
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
        var input = call.card.input(folder, desk.json());
        if (call.unasked && isOpen(call.id)) {
            finish(
                    call.id,
                    ToolResult.notRun(Outcome.FAILED, "It had not run yet: the agent program asks for it now."));
            call.unasked = false;
            call.id = "";
        }
        if (call.id.isEmpty() || !isOpen(call.id) || !sameAs(call, input)) {
            var judged = judge(call.card.tool(), input);
            boolean again = approved.remove(key(call.card.tool(), input));
            call.id = desk.writer().newId();
            request(call, input, again ? AGAIN : judged.ruling());
            if (judged.endsTurn() && !again) {
                throw new NobodyAttends();
            }
        }
        var known = desk.writer().turn().find(call.id).orElseThrow();
        if (known.open() && !known.allowed()) {
            asks.add(new AgentNote.Ask(permission.requestId(), call.id, permission.options()));
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
        desk.writer().turn().open().stream()
                .filter(TurnLog.Call::allowed)
                .forEach(it -> finish(
                        it.id(),
                        it.started()
                                ? ToolResult.notRun(
                                        Outcome.INTERRUPTED_UNKNOWN_EFFECT,
                                        "The agent program did not say what became of the call.")
                                : ToolResult.notRun(Outcome.FAILED, "The call did not run.")));
        calls.clear();
    }

    private String answer(Outgoing out, Permission permission, String toolUseId) {
        var known = desk.writer().turn().find(toolUseId).orElseThrow();
        boolean allowed = known.open() && known.allowed();
        var option = permission.answer(allowed);
        if (allowed && option.isEmpty()) {
            finish(toolUseId, ToolResult.notRun(Outcome.FAILED, "The agent program offered no way to allow the call."));
        } else if (allowed && !known.started()) {
            start(toolUseId);
            desk.faults().at("agent.before-allow");
        }
        return option.map(it -> out.chosen(permission.requestId(), it))
                .orElseGet(() -> out.cancelled(permission.requestId()));
    }

    private void start(String id) {
        desk.writer()
                .write(stamp -> new StartTool(
                        stamp, desk.setting().sessionId(), desk.setting().generation(), id));
        calls.values().stream()
                .filter(it -> it.id.equals(id))
                .forEach(it -> it.began = desk.clock().instant());
    }

    private void request(Call call, Map<String, Object> input, Ruling ruling) {
        desk.writer()
                .write(
                        call.id,
                        stamp -> new RequestTool(
                                stamp,
                                desk.setting().sessionId(),
                                desk.setting().generation(),
                                call.card.tool(),
                                input,
                                Digest.of(Canonical.json(input)),
                                ruling,
                                stamp.at().plus(desk.setting().askFor())));
        desk.faults().at("agent.after-request");
    }

    private void finish(String id, ToolResult result) {
        desk.writer()
                .write(stamp -> new FinishTool(
                        stamp, desk.setting().sessionId(), desk.setting().generation(), id, result));
    }

    private Judge.Judgement judge(String tool, Map<String, Object> input) {
        return new Judge(desk.setting().settings().policy(), desk.setting().unattended())
                .judge(new Step.CallTool("", tool, input));
    }

    private Call call(String callId) {
        return calls.computeIfAbsent(callId, id -> new Call(new ToolCard(desk.json())));
    }

    private boolean isOpen(String id) {
        return desk.writer().turn().find(id).filter(TurnLog.Call::open).isPresent();
    }

    private boolean sameAs(Call call, Map<String, Object> input) {
        return desk.writer()
                .turn()
                .find(call.id)
                .filter(it -> key(it.tool(), it.input()).equals(key(call.card.tool(), input)))
                .isPresent();
    }

    private long lasted(Call call) {
        return call.began == null
                ? 0
                : Duration.between(call.began, desk.clock().instant()).toMillis();
    }

    private static String key(String tool, Map<String, Object> input) {
        return tool + " " + Digest.of(Canonical.json(input));
    }
}
