package dev.agentdesk.session.runner;

import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.session.agents.AgentCall;
import dev.agentdesk.session.agents.AgentCall.Plan;
import dev.agentdesk.session.agents.AgentCalls;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.SessionCommand.OpenChild;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.engine.TurnLog;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a turn that go to other agents: first it is written down who is asked for what and for how much, then it
 * is asked. While it waits, the turn does not take a place of its Workspace.
 */
final class Delegating {

    private final AgentCalls agents;
    private final TurnRun.Setting setting;
    private final Stamp cause;
    private final TurnWriter writer;
    private final Consumer<Boolean> yielding;

    /**
     * @param cause of the message that the turn answers
     * @param yielding says whether the turn only waits
     */
    Delegating(AgentCalls agents, TurnRun.Setting setting, Stamp cause, TurnWriter writer, Consumer<Boolean> yielding) {
        this.agents = agents;
        this.setting = setting;
        this.cause = cause;
        this.writer = writer;
        this.yielding = yielding;
    }

    ToolResult result(TurnLog.Call call, CompletableFuture<Void> stopped) {
        var asked = new AgentCall(
                caller(),
                call.id(),
                call.tool(),
                call.input(),
                setting.settings().limits().tool());
        return switch (agents.plan(asked, written(call.id()))) {
            case Plan.Refused it -> it.result();
            case Plan.Look it -> waiting(() -> agents.look(it, stopped));
            case Plan.Ask it -> ask(asked, it, stopped);
        };
    }

    private ToolResult ask(AgentCall call, Plan.Ask ask, CompletableFuture<Void> stopped) {
        if (written(call.toolUseId()) == null) {
            var left = Budget.left(setting.settings().model(), writer.turn(), agents);
            if (left != null && left.signum() <= 0) {
                return ToolResult.notRun(Outcome.FAILED, "Nothing is left of the budget of this turn.");
            }
            write(call, ask, left);
        }
        return waiting(() -> agents.ask(call, ask, stopped));
    }

    private void write(AgentCall call, Plan.Ask ask, @Nullable BigDecimal left) {
        writer.write(
                ask.causeId(),
                stamp -> new OpenChild(
                        stamp,
                        setting.sessionId(),
                        setting.generation(),
                        call.toolUseId(),
                        ask.childId(),
                        ask.childWorkspaceId(),
                        ask.messageId(),
                        left));
    }

    private interface Wait {
        ToolResult end();
    }

    private ToolResult waiting(Wait wait) {
        yielding.accept(true);
        try {
            return wait.end();
        } finally {
            yielding.accept(false);
        }
    }

    private AgentCall.@Nullable Written written(String toolUseId) {
        var known = writer.turn().children().get(toolUseId);
        return known == null
                ? null
                : new AgentCall.Written(
                        known.childId(), known.childWorkspaceId(), known.messageId(), known.budgetUsd());
    }

    private AgentCall.Caller caller() {
        return new AgentCall.Caller(
                setting.workspaceId(),
                setting.agent(),
                setting.sessionId(),
                writer.turn().turnId(),
                writer.turn().startedAt(),
                cause.correlationId(),
                cause.depth());
    }
}
