package dev.agentdesk.session.runner;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.STALE_GENERATION;

import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.fault.FaultPoints;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.acp.Program;
import dev.agentdesk.session.conversation.SessionCommand.ClaimTurn;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.conversation.SessionEvent.ChildOpened;
import dev.agentdesk.session.conversation.SessionEvent.TurnClaimed;
import dev.agentdesk.session.conversation.SessionEvent.TurnRescheduled;
import dev.agentdesk.session.engine.Engine;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.engine.UnavailableEngine;
import dev.agentdesk.session.preview.Previews;
import dev.agentdesk.session.runner.Preparation.Prepared;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * From a lease to the end of the turn: prepare, claim, run. Whatever fails on the way leaves the turn to another try.
 */
final class TurnRuns {

    private static final Logger LOG = LoggerFactory.getLogger(TurnRuns.class);

    /** A turn that kills every runner must not do so for ever. */
    private static final int MOST_TAKE_OVERS = 20;

    private static final String MODEL = "model";
    private static final String ACP = "acp";

    /** What runs are made with. */
    record Parts(
            TurnWriter.Platform platform,
            Preparation preparation,
            Environments environments,
            Fetching fetching,
            Thinking.Tools thinking,
            Previews previews,
            Leases leases,
            ProgramTurn.Tools agents,
            Map<String, Engine> engines,
            JdbcClient db,
            FaultPoints faults,
            RunnerProperties properties,
            String node) {}

    private final Parts parts;

    TurnRuns(Parts parts) {
        this.parts = parts;
    }

    /** Never throws: the outermost edge of the turn's thread. */
    void run(ActiveTurn turn) {
        var lease = turn.lease();
        try {
            var cause = cause(lease);
            new RequestContext(
                            Principal.service("session-service"),
                            cause.correlationId(),
                            cause.id(),
                            cause.depth(),
                            null)
                    .run(() -> attempt(turn, cause));
        } catch (Rejection refused) {
            lost(lease, refused);
        } catch (Exception e) {
            LOG.warn("turn of {} is left to another runner: {}", lease.sessionId(), e.toString(), e);
        }
    }

    private void attempt(ActiveTurn turn, Stamp cause) {
        var lease = turn.lease();
        switch (parts.preparation().prepare(lease)) {
            case Prepared.NotYet it -> parts.leases().postpone(lease, it.waitingFor());
            case Prepared.Ready ready -> {
                var claimed = claim(lease, ready, cause);
                perform(turn, ready, claimed, cause);
                if (turn.handBack()) {
                    parts.leases().giveBack(lease);
                }
            }
        }
    }

    private List<DomainEvent> claim(Lease lease, Prepared.Ready ready, Stamp cause) {
        parts.faults().at("claim.before");
        var stamp = new Stamp(
                parts.platform().ids().mint("evt"),
                parts.platform().clock().instant(),
                Actor.PLATFORM,
                lease.workspaceId(),
                cause.correlationId(),
                cause.id(),
                cause.depth());
        var events = parts.platform()
                .commands()
                .send(new ClaimTurn(
                        stamp,
                        lease.sessionId(),
                        lease.generation() + 1,
                        ready.turnId(),
                        ready.context().configVersion(),
                        parts.node()));
        parts.faults().at("claim.after");
        return events;
    }

    private void perform(ActiveTurn active, Prepared.Ready ready, List<DomainEvent> claimed, Stamp cause) {
        var turnId = claimed.stream()
                .filter(TurnClaimed.class::isInstance)
                .map(it -> ((TurnClaimed) it).turnId())
                .findFirst()
                .orElseThrow();
        var run = turnRun(active, ready, turnId, cause);
        if (takeOvers(turnId) > MOST_TAKE_OVERS) {
            run.giveUp("gave_up", "The turn was taken over " + MOST_TAKE_OVERS + " times and never ended.");
            return;
        }
        if (claimed.stream().anyMatch(TurnRescheduled.class::isInstance)) {
            run.takeOver();
        }
        run.run();
    }

    private TurnRun turnRun(ActiveTurn active, Prepared.Ready ready, String turnId, Stamp cause) {
        var lease = active.lease();
        var agent = Actor.workspace(ready.context().principalId());
        var kind = ready.settings().engine();
        var setting = new TurnRun.Setting(
                lease.sessionId(),
                lease.workspaceId(),
                lease.generation() + 1,
                agent,
                ready.settings().within(given(cause)),
                ready.unattended(),
                parts.properties().askFor());
        var model = kind.equals(MODEL) ? setting.settings().model() : null;
        var writer = new TurnWriter(
                parts.platform(),
                lease.sessionId(),
                new TurnWriter.Cause(lease.workspaceId(), agent, cause.correlationId(), cause.id(), cause.depth()),
                new TurnLog(turnId),
                firstSeq(turnId) - 1);
        var tools = new TurnRun.Tools(
                parts.environments(),
                parts.fetching(),
                new Delegating(
                        parts.thinking().agents(),
                        setting,
                        cause,
                        writer,
                        it -> parts.leases().yield(lease, it)),
                parts.thinking().mcp(),
                engine(kind, model != null),
                parts.faults(),
                parts.platform().clock());
        var signals = new TurnRun.Signals(() -> steers(lease.sessionId()), active::handBack, active.stopped());
        var program = kind.equals(ACP) ? agent(setting, ready, writer, signals) : null;
        writer.catchUp();
        return new TurnRun(
                setting,
                tools,
                writer,
                signals,
                model == null ? null : thinking(active, setting, model, writer),
                program);
    }

    private ProgramTurn agent(
            TurnRun.Setting setting, Prepared.Ready ready, TurnWriter writer, TurnRun.Signals signals) {
        var config = ready.context().config();
        var turnId = writer.turn().turnId();
        var agents = parts.agents();
        var instructions = config.path("prompt").path("text").asString("");
        var prompt = new ProgramPrompt(agents.context(), setting, instructions);
        writer.also(it -> prompt.see((SessionEvent) it.event(), it.seq(), turnId));
        var log = new ProgramCallLog(setting, writer, parts.platform().clock(), parts.faults(), agents.json());
        var speech = new ProgramSpeech(setting, writer, parts.previews().of(setting.sessionId(), turnId));
        var order = new ProgramTurn.Order(Program.of(config.path("engine")));
        return new ProgramTurn(log, agents, order, signals, speech, prompt);
    }

    /** What the agent that asked gives for the answer, if one did. */
    private @Nullable BigDecimal given(Stamp cause) {
        var id = cause.causationId();
        return id == null
                ? null
                : parts.platform()
                        .log()
                        .find(id)
                        .map(Recorded::event)
                        .filter(ChildOpened.class::isInstance)
                        .map(it -> ((ChildOpened) it).budgetUsd())
                        .orElse(null);
    }

    private Thinking thinking(ActiveTurn active, TurnRun.Setting setting, ModelSettings model, TurnWriter writer) {
        var desk = new Thinking.Desk(
                setting,
                model,
                parts.thinking(),
                writer,
                parts.platform().clock(),
                parts.faults(),
                active.halted(),
                active::handBack);
        return new Thinking(
                desk, parts.previews().of(setting.sessionId(), writer.turn().turnId()));
    }

    private Engine engine(String kind, boolean hasModel) {
        return kind.equals(MODEL) && !hasModel
                ? UnavailableEngine.NO_PROVIDER
                : parts.engines().getOrDefault(kind, UnavailableEngine.unknown(kind));
    }

    private int takeOvers(String turnId) {
        return parts.db()
                .sql("select take_overs from turn_summary where turn_id = :turn")
                .param("turn", turnId)
                .query(Integer.class)
                .single();
    }

    /** The stamp of the message that the turn answers, or will. */
    private Stamp cause(Lease lease) {
        var messageId = parts.db()
                .sql("""
                        select message_id from (
                            select message_id, 0 as rank, processed_at as at, 0 as place from processed_message
                            where session_id = :session and turn_id = cast(:turn as text)
                            union all
                            select message_id, 1, accepted_at, place from queued_message where session_id = :session
                        ) m order by rank, case rank when 1 then place end, at limit 1""")
                .param("session", lease.sessionId())
                .param("turn", lease.turnId(), Types.VARCHAR)
                .query(String.class)
                .optional()
                .orElseThrow(() -> new Rejection(CONFLICT, "No message waits for a turn."));
        return parts.platform().log().find(messageId).orElseThrow().event().stamp();
    }

    /** The oldest event that the log of the turn needs: the first of its messages. */
    private long firstSeq(String turnId) {
        var ids = parts.db()
                .sql("select message_ids from turn_summary where turn_id = :turn")
                .param("turn", turnId)
                .query(String.class)
                .single();
        return List.of(ids.split(" ")).stream()
                .map(id -> parts.platform().log().find(id).orElseThrow().seq())
                .min(Long::compare)
                .orElse(1L);
    }

    private boolean steers(String sessionId) {
        return parts.db()
                .sql("select exists (select 1 from queued_message where session_id = :session and steering)")
                .param("session", sessionId)
                .query(Boolean.class)
                .single();
    }

    private void lost(Lease lease, Rejection refused) {
        if (refused.code() == STALE_GENERATION) {
            parts.leases().giveBack(lease);
            return;
        }
        if (refused.code() != CONFLICT) {
            LOG.warn("turn of {} was refused: {}", lease.sessionId(), refused.toString());
        }
        parts.leases().postpone(lease, null);
    }
}
