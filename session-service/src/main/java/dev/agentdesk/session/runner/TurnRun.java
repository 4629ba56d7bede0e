package dev.agentdesk.session.runner;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.session.agents.AgentCalls;
import dev.agentdesk.session.conversation.Digest;
import dev.agentdesk.session.conversation.SessionCommand.EndTurn;
import dev.agentdesk.session.conversation.SessionCommand.FinishTool;
import dev.agentdesk.session.conversation.SessionCommand.Reply;
import dev.agentdesk.session.conversation.SessionCommand.ReportTrouble;
import dev.agentdesk.session.conversation.SessionCommand.RequestTool;
import dev.agentdesk.session.conversation.SessionCommand.StartTool;
import dev.agentdesk.session.conversation.SessionCommand.SuspendTurn;
import dev.agentdesk.session.conversation.SessionCommand.TakeSteering;
import dev.agentdesk.session.conversation.SessionEvent.TurnSuspended;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.engine.Engine;
import dev.agentdesk.session.engine.Step;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.mcp.McpServers;
import dev.agentdesk.session.permission.Canonical;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One claimed turn, step after step, until it ends, waits for a person, or is not ours any more.
 *
 * <p>Each step is written before and after. A call that started is never made again: after a take-over its result is
 * what terminal-service knows, or that its effect is unknown.
 */
final class TurnRun {

    private static final int FENCE_AGAIN_MS = 500;

    /** What stays the same for the length of the turn. */
    record Setting(
            String sessionId,
            String workspaceId,
            long generation,
            Actor agent,
            RunSettings settings,
            boolean unattended,
            Duration askFor) {}

    /** Where the work is done. */
    record Tools(
            Environments environments,
            Fetching fetching,
            Delegating delegating,
            McpServers mcp,
            Engine engine,
            FaultPoints faults,
            Clock clock) {}

    /**
     * What others tell the runner.
     *
     * @param steering whether a message waits to be taken into this turn
     * @param handBack whether this runner has to let go at the next step
     * @param stopped completes when a person stops the turn
     */
    record Signals(BooleanSupplier steering, BooleanSupplier handBack, CompletableFuture<Void> stopped) {}

    private final Setting setting;
    private final Tools tools;
    private final TurnWriter writer;
    private final Signals signals;
    private final @Nullable Thinking thinking;
    private final @Nullable ProgramTurn agent;
    private final Map<String, ToolResult> known = new HashMap<>();

    /**
     * @param thinking of an engine that asks a model
     * @param agent of an engine that is a program
     */
    TurnRun(
            Setting setting,
            Tools tools,
            TurnWriter writer,
            Signals signals,
            @Nullable Thinking thinking,
            @Nullable ProgramTurn agent) {
        this.setting = setting;
        this.tools = tools;
        this.writer = writer;
        this.signals = signals;
        this.thinking = thinking;
        this.agent = agent;
    }

    /** Learns what terminal-service knows of the calls of the runner before; nothing of it runs from then on. */
    void takeOver() {
        while (!signals.handBack().getAsBoolean()) {
            try {
                known.putAll(
                        tools.environments().fence(setting.workspaceId(), setting.sessionId(), setting.generation()));
                return;
            } catch (PeerUnavailable e) {
                pause();
            } catch (Rejection e) {
                if (e.code() == STALE_GENERATION) {
                    throw e;
                }
                return;
            }
        }
    }

    void run() {
        boolean more = true;
        while (more && !signals.handBack().getAsBoolean()) {
            more = unlessInterrupted(this::step);
        }
    }

    /** A step that is refused because a person stopped the turn ends it. */
    private boolean unlessInterrupted(Supplier<Boolean> step) {
        try {
            return step.get();
        } catch (Rejection refused) {
            if (refused.code() == CONFLICT && writer.turn().interrupted()) {
                return end(StopReason.INTERRUPTED);
            }
            throw refused;
        }
    }

    private boolean step() {
        if (agent != null) {
            return go(agent.converse(known));
        }
        var turn = writer.turn();
        if (!turn.open().isEmpty()) {
            return advance(turn.open().getFirst());
        }
        if (turn.interrupted()) {
            return end(StopReason.INTERRUPTED);
        }
        if (signals.steering().getAsBoolean()) {
            writer.write(stamp -> new TakeSteering(stamp, setting.sessionId(), setting.generation()));
        }
        return perform(tools.engine().next(turn));
    }

    private boolean perform(Step step) {
        return switch (step) {
            case Step.CallTool it -> request(it);
            case Step.Say it -> {
                writer.write(stamp -> new Reply(stamp, setting.sessionId(), setting.generation(), it.text()));
                yield true;
            }
            case Step.Think it -> think();
            case Step.GiveUp it -> fail(it.kind(), it.message());
            case Step.Finish it -> end(it.reason());
        };
    }

    private boolean think() {
        var exceeded = exceeded(writer.turn());
        if (exceeded != null) {
            return fail("limit_reached", exceeded);
        }
        return go(Objects.requireNonNull(thinking).think());
    }

    private boolean go(Thinking.Next next) {
        return switch (next) {
            case Thinking.Next.GoOn it -> true;
            case Thinking.Next.LetGo it -> !suspended();
            case Thinking.Next.End it -> end(it.reason());
            case Thinking.Next.Fail it -> {
                report(it.kind(), it.retryable(), it.message());
                yield end(it.reason());
            }
        };
    }

    private boolean request(Step.CallTool call) {
        var exceeded = exceeded(writer.turn());
        if (exceeded != null) {
            return fail("limit_reached", exceeded);
        }
        var ruling = new Judge(setting.settings().policy(), setting.unattended()).judge(call);
        writer.write(
                call.toolUseId(),
                stamp -> new RequestTool(
                        stamp,
                        setting.sessionId(),
                        setting.generation(),
                        call.tool(),
                        call.input(),
                        Digest.of(Canonical.json(call.input())),
                        ruling.ruling(),
                        stamp.at().plus(setting.askFor())));
        return !ruling.endsTurn() || fail("approval_needed", "A tool call needs an approval and nobody attends.");
    }

    /** Brings an open call one step further. */
    private boolean advance(TurnLog.Call call) {
        if (AgentCalls.knows(call.tool()) && call.allowed()) {
            return delegate(call);
        }
        if (call.started()) {
            return finish(call, known.getOrDefault(call.id(), ToolResult.unknownEffect()));
        }
        if (!call.allowed()) {
            return !suspended();
        }
        writer.write(stamp -> new StartTool(stamp, setting.sessionId(), setting.generation(), call.id()));
        tools.faults().at("tool.before-call");
        var result = new ToolRun(tools.environments(), order(call), this::run, signals.stopped()).result();
        tools.faults().at("tool.after-result");
        return finish(call, result);
    }

    /** Carried out again after a crash: what it does is recognised and done once. */
    private boolean delegate(TurnLog.Call call) {
        if (!call.started()) {
            writer.write(stamp -> new StartTool(stamp, setting.sessionId(), setting.generation(), call.id()));
        }
        tools.faults().at("tool.before-call");
        var result = tools.delegating().result(call, signals.stopped());
        tools.faults().at("tool.after-result");
        return finish(call, result);
    }

    private boolean finish(TurnLog.Call call, ToolResult result) {
        writer.write(stamp -> new FinishTool(stamp, setting.sessionId(), setting.generation(), call.id(), result));
        return true;
    }

    private boolean suspended() {
        return writer.write(stamp -> new SuspendTurn(stamp, setting.sessionId(), setting.generation())).stream()
                .anyMatch(TurnSuspended.class::isInstance);
    }

    private boolean fail(String kind, String message) {
        report(kind, false, message);
        return end(StopReason.FAILED);
    }

    private void report(String kind, boolean retryable, String message) {
        writer.write(
                stamp -> new ReportTrouble(stamp, setting.sessionId(), setting.generation(), kind, retryable, message));
    }

    /** Tells the people why the turn can't go on, and ends it. */
    void giveUp(String kind, String message) {
        fail(kind, message);
    }

    private boolean end(StopReason reason) {
        if (agent != null) {
            agent.end();
        }
        var usage = writer.turn().spent();
        writer.write(stamp -> new EndTurn(stamp, setting.sessionId(), setting.generation(), reason, usage));
        return false;
    }

    private @Nullable String exceeded(TurnLog turn) {
        var limits = setting.settings().limits();
        if (Math.max(turn.steps(), turn.modelCalls()) >= limits.steps()) {
            return "The turn has reached its limit of " + limits.steps() + " steps.";
        }
        return tools.clock().instant().isAfter(turn.startedAt().plus(limits.turn()))
                ? "The turn has reached its time limit of " + limits.turn() + "."
                : null;
    }

    private ToolResult run(Environments.Call call) {
        var model = setting.settings().model();
        if (McpServers.knows(call.tool())) {
            return ofMcp(call);
        }
        return call.tool().equals("fetch") && model != null
                ? tools.fetching().fetch(call.input(), model.network())
                : tools.environments().run(call);
    }

    private ToolResult ofMcp(Environments.Call call) {
        var servers = setting.settings().mcpServers();
        var order = tools.mcp().order(call.tool(), call.input(), servers);
        return order == null
                ? tools.mcp()
                        .call(call.workspaceId(), call.tool(), call.input(), servers, call.timeout(), signals.stopped())
                : tools.environments().run(call.as("mcp", order));
    }

    private Environments.Call order(TurnLog.Call call) {
        var limit = setting.settings().limits().tool();
        var bounds =
                thinking == null ? new Bounds(call.input(), limit) : Bounds.ofModel(call, setting.sessionId(), limit);
        return new Environments.Call(
                setting.workspaceId(),
                setting.sessionId(),
                setting.generation(),
                call.id(),
                call.tool(),
                bounds.input(),
                bounds.timeout(),
                setting.agent(),
                writer.turn().turnId());
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(FENCE_AGAIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
