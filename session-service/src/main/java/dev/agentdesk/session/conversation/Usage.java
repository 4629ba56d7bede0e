package dev.agentdesk.session.conversation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What turns have used up. A cost that is not known is {@code null}, never zero, and makes the sum unknown. */
public record Usage(
        long inputTokens, long outputTokens, @Nullable BigDecimal costUsd, long toolCalls) {

    public static final Usage NONE = new Usage(0, 0, BigDecimal.ZERO, 0);

    public Usage plus(Usage other) {
        var cost = costUsd == null || other.costUsd == null ? null : costUsd.add(other.costUsd);
        return new Usage(
                inputTokens + other.inputTokens, outputTokens + other.outputTokens, cost, toolCalls + other.toolCalls);
    }
}
