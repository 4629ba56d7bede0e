package dev.agentdesk.session.runner;

import dev.agentdesk.session.agents.AgentCalls;
import dev.agentdesk.session.engine.TurnLog;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a turn may still spend: its budget less what it spent, and less what other agents do at its expense. */
final class Budget {

    private Budget() {}

    /** Null where nothing limits it, or where the price is not known. */
    static @Nullable BigDecimal left(@Nullable ModelSettings model, TurnLog turn, AgentCalls agents) {
        var budget = model == null ? null : model.budgetUsd();
        var spent = turn.spent().costUsd();
        if (budget == null || spent == null) {
            return null;
        }
        var left = budget.subtract(spent);
        return turn.children().isEmpty() ? left : left.subtract(agents.spent(turn.turnId()));
    }
}
