package dev.agentdesk.session.agents;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.agents.AgentCall.Caller;
import dev.agentdesk.session.agents.AgentCall.Plan;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.OnBusy;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.conversation.Outcome;
import dev.agentdesk.session.conversation.SessionCommand.Interrupt;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.intake.Answered;
import dev.agentdesk.session.overview.Sessions;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets one agent give another one work. Unlike other tools these may be carried out again after a crash: all ids come
 * from the call, so a repeat finds the Session that is there and goes on waiting.
 *
 * <p>An agent acts as its Workspace, in Sessions of Workspaces that say so, at most eight deep. What comes back is text
 * of another program, and said to be.
 */
public final class AgentCalls {

    public static final String CALL = "call_agent";
    public static final String RESULT = "get_agent_result";

    private static final Set<String> TOOLS = Set.of(CALL, RESULT);
    private static final int LONGEST_TITLE = 80;

    private final AgentPlanning planning;
    private final AgentCallRows rows;
    private final Workspaces workspaces;
    private final Sessions sessions;
    private final Answered answered;
    private final Commands commands;
    private final Clock clock;

    AgentCalls(
            AgentPlanning planning,
            AgentCallRows rows,
            Workspaces workspaces,
            Sessions sessions,
            Answered answered,
            Commands commands,
            Clock clock) {
        this.planning = planning;
        this.rows = rows;
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.answered = answered;
        this.commands = commands;
        this.clock = clock;
    }

    public static boolean knows(String tool) {
        return TOOLS.contains(tool);
    }

    /** What all that the turn asked of other agents has cost, and may still cost. */
    public BigDecimal spent(String turnId) {
        return rows.spent(turnId);
    }

    /** @param written what a runner before has written down of this call */
    public Plan plan(AgentCall call, AgentCall.@Nullable Written written) {
        return planning.plan(call, written);
    }

    /** Only after it was written down. */
    public ToolResult ask(AgentCall call, Plan.Ask ask, CompletableFuture<Void> stopped) {
        try {
            begin(call.caller(), ask);
        } catch (Rejection refused) {
            return ToolResult.notRun(Outcome.FAILED, "The agent took no message: " + refused.getMessage());
        }
        if (ask.waitsFor() == null) {
            return AgentAnswer.started(ask);
        }
        var answer = answered.await(ask.childId(), ask.messageId(), ask.waitsFor(), stopped);
        if (stopped.isDone() && !answer.complete()) {
            stop(call, ask);
        }
        return AgentAnswer.result(ask.agent(), answer);
    }

    public ToolResult look(Plan.Look look, CompletableFuture<Void> stopped) {
        var answer = answered.await(look.childId(), look.messageId(), look.waitsFor(), stopped);
        var agent = workspaces.find(answer.session().workspaceId());
        return AgentAnswer.result(
                agent.map(it -> it.slug()).orElse(answer.session().workspaceId()), answer);
    }

    private void begin(Caller caller, Plan.Ask ask) {
        if (workspaces.find(ask.childWorkspaceId()).isEmpty()) {
            throw Rejection.notFound();
        }
        var stamp = stamp(caller, ask, ask.messageId());
        var message = new PostMessage(
                stamp,
                ask.childId(),
                List.of(Content.text(ask.text())),
                OnBusy.ENQUEUE,
                null,
                sessions.queueLimit(ask.childWorkspaceId()));
        if (!ask.opens()) {
            commands.send(message);
            return;
        }
        var opening = stamp.then(1);
        var open = new OpenSession(
                opening,
                ask.childId(),
                ask.childWorkspaceId(),
                Origin.agent(caller.sessionId()),
                null,
                null,
                title(ask.text()),
                Map.of());
        commands.send(new Together(opening, ask.childId(), List.of(open, message)));
    }

    /** Whom nobody waits for any more need not go on. */
    private void stop(AgentCall call, Plan.Ask ask) {
        var id = Ids.derive("evt", call.caller().turnStartedAt(), call.toolUseId(), "stop");
        try {
            commands.send(new Interrupt(stamp(call.caller(), ask, id), ask.childId()));
        } catch (Rejection over) {
            return;
        }
    }

    private Stamp stamp(Caller caller, Plan.Ask ask, String id) {
        return new Stamp(
                id,
                clock.instant(),
                caller.agent(),
                ask.childWorkspaceId(),
                caller.correlationId(),
                ask.causeId(),
                caller.depth() + 1);
    }

    private static @Nullable String title(String text) {
        var line = text.strip().lines().findFirst().orElse("").strip();
        var plain = line.codePoints()
                .filter(it -> !Character.isISOControl(it))
                .limit(LONGEST_TITLE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        return plain.isEmpty() ? null : plain.toString();
    }
}
