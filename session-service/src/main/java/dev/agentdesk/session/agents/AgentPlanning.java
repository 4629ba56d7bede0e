package dev.agentdesk.session.agents;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.agents.AgentCall.Plan;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an agent wants of another one, and whether it may. Ids are derived from the call, so that a second look
 * gives the same plan; what was written down already is not asked again.
 */
final class AgentPlanning {

    /** As for automations that start automations. */
    private static final int DEEPEST = 8;

    private static final int LONGEST = 1024 * 1024;

    private final Callees callees;
    private final AgentCallRows rows;
    private final Sessions sessions;

    AgentPlanning(Callees callees, AgentCallRows rows, Sessions sessions) {
        this.callees = callees;
        this.rows = rows;
        this.sessions = sessions;
    }

    Plan plan(AgentCall call, AgentCall.@Nullable Written written) {
        try {
            return call.tool().equals(AgentCalls.RESULT) ? look(call) : ask(call, written);
        } catch (PeerUnavailable e) {
            return refused("It can't be found out now whether that agent may be called; try again later.");
        }
    }

    private Plan look(AgentCall call) {
        var child = text(call, "session_id");
        return rows.newestMessage(call.caller().sessionId(), child)
                .<Plan>map(message -> new Plan.Look(child, message, most(call, "wait_seconds", Duration.ZERO)))
                .orElseGet(() -> refused("This Session has opened no session “" + brief(child) + "”."));
    }

    private Plan ask(AgentCall call, AgentCall.@Nullable Written written) {
        var message = text(call, "message");
        var agent = text(call, "agent");
        if (message.isBlank() || message.length() > LONGEST || !PlainText.isText(message)) {
            return refused("“message” has to be a text of at most 1 MiB.");
        }
        if (call.caller().depth() >= DEEPEST) {
            return refused("Agents call each other at most " + DEEPEST + " deep, and this is the last one.");
        }
        if (written != null) {
            boolean opens = text(call, "session_id").isEmpty();
            return ask(call, agent, written.childId(), written.childWorkspaceId(), opens);
        }
        var callee = callees.find(agent, call.caller().workspaceId()).orElse(null);
        if (callee == null) {
            return refused("There is no agent “" + brief(agent) + "” that this one may call.");
        }
        var sessionId = text(call, "session_id");
        if (sessionId.isEmpty()) {
            var opened = Ids.derive("ses", call.caller().turnStartedAt(), call.toolUseId());
            return ask(call, callee.slug(), opened, callee.id(), true);
        }
        return isMine(call, sessionId, callee.id())
                ? ask(call, callee.slug(), sessionId, callee.id(), false)
                : refused("This Session has opened no session “" + brief(sessionId) + "” of that agent.");
    }

    private boolean isMine(AgentCall call, String sessionId, String workspaceId) {
        return sessions.find(sessionId)
                .filter(it -> it.workspaceId().equals(workspaceId))
                .map(SessionView::parentId)
                .filter(call.caller().sessionId()::equals)
                .isPresent();
    }

    private static Plan ask(AgentCall call, String agent, String childId, String workspaceId, boolean opens) {
        var at = call.caller().turnStartedAt();
        boolean waits = !Boolean.FALSE.equals(call.input().get("wait"));
        return new Plan.Ask(
                Ids.derive("evt", at, call.toolUseId(), "child"),
                agent,
                childId,
                workspaceId,
                Ids.derive("evt", at, call.toolUseId(), "message"),
                opens,
                text(call, "message"),
                waits ? most(call, "timeout_seconds", call.most()) : null);
    }

    private static Duration most(AgentCall call, String name, Duration otherwise) {
        return call.input().get(name) instanceof Number seconds
                ? Duration.ofSeconds(
                        Math.clamp(seconds.longValue(), 0, call.most().toSeconds()))
                : otherwise;
    }

    private static String text(AgentCall call, String name) {
        return Objects.requireNonNullElse(call.input().get(name), "").toString();
    }

    private static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private static Plan refused(String why) {
        return new Plan.Refused(ToolResult.notRun(Outcome.FAILED, why));
    }
}
