package dev.agentdesk.session.agents;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.session.conversation.ToolResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool that reaches other agents.
 *
 * @param tool {@link AgentCalls#CALL} or {@link AgentCalls#RESULT}
 * @param most how long it may wait
 */
public record AgentCall(Caller caller, String toolUseId, String tool, Map<String, Object> input, Duration most) {

    /** Who calls, in which turn, and what that turn comes from. */
    public record Caller(
            String workspaceId,
            Actor agent,
            String sessionId,
            String turnId,
            Instant turnStartedAt,
            String correlationId,
            int depth) {}

    /** What is to be done; decided before anything happens, and the same each time. */
    public sealed interface Plan {

        record Refused(ToolResult result) implements Plan {}

        /**
         * To be written down first, then carried out.
         *
         * @param causeId of the event by which it is written down
         */
        record Ask(
                String causeId,
                String agent,
                String childId,
                String childWorkspaceId,
                String messageId,
                boolean opens,
                String text,
                @Nullable Duration waitsFor)
                implements Plan {}

        record Look(String childId, String messageId, Duration waitsFor) implements Plan {}
    }

    /** The message to another agent as it was written down. */
    public record Written(
            String childId,
            String childWorkspaceId,
            String messageId,
            @Nullable BigDecimal budgetUsd) {}
}
