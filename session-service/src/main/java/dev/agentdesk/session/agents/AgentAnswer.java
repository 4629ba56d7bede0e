package dev.agentdesk.session.agents;

import dev.agentdesk.session.agents.AgentCall.Plan;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.intake.Answered;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the calling agent is told of another one: how far it is, and its words, marked as those of another program. */
final class AgentAnswer {

    private static final int MOST_SHOWN = 32 * 1024;
    private static final String END = "</agent_result";

    private static final Set<String> ERRORS =
            Set.of("failed", "retries_exhausted", "interrupted", "budget_reached", "refusal", "closed");

    private AgentAnswer() {}

    static ToolResult started(Plan.Ask ask) {
        return result(ask.agent(), ask.childId(), "started", "Look for its answer with get_agent_result.");
    }

    static ToolResult result(String agent, Answered.Answer answer) {
        var session = answer.session();
        var reason = answer.stopReason();
        if (reason == null && answer.closed()) {
            return result(agent, session.id(), "closed", "Its session was closed.");
        }
        if (reason == null) {
            return result(agent, session.id(), "running", "It has not answered yet. Look again later.");
        }
        var status = String.valueOf(reason.get("type"));
        return status.equals("requires_action")
                ? result(agent, session.id(), status, "It waits for a decision of a person. Look again later.")
                : result(agent, session.id(), status, words(answer.finalText()));
    }

    private static String words(@Nullable String text) {
        if (text == null) {
            return "It said nothing.";
        }
        var shown = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "\n[… cut]";
        return shown.replace(END, "<\\/agent_result");
    }

    private static ToolResult result(String agent, String sessionId, String status, String text) {
        var said = "<agent_result agent=\"" + agent + "\" session_id=\"" + sessionId + "\" status=\"" + status + "\">\n"
                + text + "\n" + END + ">";
        boolean isError = ERRORS.contains(status);
        var outcome = isError ? Outcome.FAILED : Outcome.COMPLETED;
        return new ToolResult(outcome, isError, ToolResult.Output.text(said), null, 0);
    }
}
