package dev.agentdesk.session.runner;

import static dev.agentdesk.contracts.ProblemCode.NOT_FOUND;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.PeerUnavailable;
import dev.agentdesk.session.acp.Program;
import dev.agentdesk.session.conversation.StopReason;
import dev.agentdesk.session.conversation.ToolResult;
import dev.agentdesk.session.engine.TurnLog;
import dev.agentdesk.session.model.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A turn in which an agent program works: from its start, or from where another runner has left it, to its end or to
 * the first question that a person has to answer.
 *
 * <p>A program that waits for a person is left running; whoever goes on with the turn adopts it. After a take-over it
 * is not trusted any more: it is ended and another one is told what happened. Not thread safe.
 */
final class ProgramTurn {

    private static final Logger LOG = LoggerFactory.getLogger(ProgramTurn.class);

    /** Between the end of its input and the end of the program. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** A service that restarts is back within this many pauses. */
    private static final int MOST_LOSSES = 20;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What every turn of this replica is run with. */
    record Tools(ProgramHost host, ProgramSessions sessions, Context context, JsonMapper json) {}

    /** The program of the configuration; null where it names none that is known. */
    record Order(@Nullable Program program) {}

    private final ProgramCallLog log;
    private final Tools tools;
    private final Order order;
    private final TurnRun.Signals signals;
    private final ProgramSpeech speech;
    private final ProgramPrompt prompt;
    private final ProgramHost.Address address;
    private final Set<String> prompted = new HashSet<>();
    private boolean parked;
    private boolean ended;
    private int losses;

    ProgramTurn(
            ProgramCallLog log,
            Tools tools,
            Order order,
            TurnRun.Signals signals,
            ProgramSpeech speech,
            ProgramPrompt prompt) {
        this.log = log;
        this.tools = tools;
        this.order = order;
        this.signals = signals;
        this.speech = speech;
        this.prompt = prompt;
        this.address = new ProgramHost.Address(
                log.setting().workspaceId(),
                log.setting().sessionId(),
                log.writer().turn().turnId(),
                log.setting().generation());
    }

    /** @param known what became of the calls of a runner before */
    Thinking.Next converse(Map<String, ToolResult> known) {
        var program = order.program();
        if (program == null) {
            return unavailable("The configuration names no agent program that this version knows.");
        }
        parked = false;
        ended = false;
        try {
            return converse(program, known);
        } catch (ProgramGone gone) {
            return gone(program, gone);
        } catch (PeerUnavailable away) {
            return lost();
        } finally {
            if (!parked) {
                end();
            }
        }
    }

    private Thinking.Next converse(Program program, Map<String, ToolResult> known) throws ProgramGone {
        var calls = new ProgramCalls(log);
        if (interrupted()) {
            return new Thinking.Next.End(StopReason.INTERRUPTED);
        }
        var note = tools.host().adopt(address);
        if (note.isPresent()) {
            var left = tools.json().readValue(note.get(), ProgramNote.class);
            prompted.addAll(left.prompted());
            return talk(program, calls).resume(left);
        }
        if (calls.settle(known)) {
            return new Thinking.Next.LetGo();
        }
        log.faults().at("agent.before-start");
        return talk(program, calls).begin(tools.host().start(address, program));
    }

    private ProgramTalk talk(Program program, ProgramCalls calls) {
        return new ProgramTalk(this, program, calls);
    }

    ProgramCallLog log() {
        return log;
    }

    Tools tools() {
        return tools;
    }

    ProgramSpeech speech() {
        return speech;
    }

    TurnRun.Signals signals() {
        return signals;
    }

    ProgramHost.Address address() {
        return address;
    }

    boolean interrupted() {
        if (signals.stopped().isDone()) {
            log.writer().catchUp();
        }
        return log.writer().turn().interrupted();
    }

    boolean stops() {
        return signals.handBack().getAsBoolean() || interrupted();
    }

    Instant now() {
        return log.clock().instant();
    }

    /** The messages that it was not given yet; they count as given from here on. */
    List<TurnLog.Message> take() {
        var fresh = log.writer().turn().unanswered().stream()
                .filter(it -> !prompted.contains(it.id()))
                .toList();
        fresh.forEach(it -> prompted.add(it.id()));
        return fresh;
    }

    String firstPrompt(boolean remembers) {
        var fresh = take();
        return prompt.first(remembers, fresh, log.writer().readUpTo());
    }

    void park(ProgramNote note) {
        tools.host().park(address, tools.json().writeValueAsString(note));
        parked = true;
    }

    List<String> prompted() {
        return List.copyOf(prompted);
    }

    /** Nothing of the program is alive afterwards; harmless to repeat. */
    void end() {
        if (ended) {
            return;
        }
        try {
            tools.host().end(address, log.writer().turn().interrupted() ? Duration.ZERO : PATIENCE);
            ended = true;
        } catch (PeerUnavailable | Rejection e) {
            LOG.warn("the agent program of {} could not be ended: {}", address.turnId(), e.toString());
        }
    }

    /** Says why, as far as the program has said it. */
    private Thinking.Next gone(Program program, ProgramGone gone) {
        speech.flush();
        if (interrupted()) {
            return new Thinking.Next.End(StopReason.INTERRUPTED);
        }
        try {
            return ProgramEnding.of(program, tools.host().state(address));
        } catch (PeerUnavailable away) {
            return lost();
        } catch (Rejection unknown) {
            if (unknown.code() == NOT_FOUND) {
                return lost();
            }
            throw unknown;
        }
    }

    /** Where the service that ran it was started again, another program goes on. */
    private Thinking.Next lost() {
        losses++;
        if (losses > MOST_LOSSES) {
            return failed("terminal-service has lost the agent program and can't be reached.");
        }
        prompt.interrupted();
        prompted.clear();
        try {
            signals.stopped().get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return new Thinking.Next.GoOn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Thinking.Next.GoOn();
    }

    static Thinking.Next failed(String message) {
        return new Thinking.Next.Fail("agent_failed", message, true, StopReason.FAILED);
    }

    static Thinking.Next unavailable(String message) {
        return new Thinking.Next.Fail("engine_unavailable", message, false, StopReason.FAILED);
    }
}
