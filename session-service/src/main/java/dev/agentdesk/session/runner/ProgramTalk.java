package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Incoming;
import dev.agentdesk.session.acp.Outgoing;
import dev.agentdesk.session.acp.Permission;
import dev.agentdesk.session.acp.Program;
import dev.agentdesk.session.acp.Update;
import dev.agentdesk.session.conversation.SessionCommand.ChangePlan;
import dev.agentdesk.session.conversation.SessionCommand.TakeSteering;
import dev.agentdesk.session.conversation.StopReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One conversation with one running agent program. Not thread safe. */
final class ProgramTalk {

    /** So long it is listened to after somebody has to be asked: agents ask for several calls at once. */
    private static final Duration QUIET = Duration.ofMillis(250);

    private static final Duration LOOK_UP = Duration.ofSeconds(1);

    /** A person who stops a turn is answered within a second, whatever the agent does. */
    private static final Duration CANCELLED_WITHIN = Duration.ofMillis(400);

    private final ProgramTurn turn;
    private final Program program;
    private final ProgramCalls calls;
    private final Outgoing out;
    private String agentSession = "";
    private String folder = "";
    private long nextId = 1;
    private long promptId;

    ProgramTalk(ProgramTurn turn, Program program, ProgramCalls calls) {
        this.turn = turn;
        this.program = program;
        this.calls = calls;
        this.out = new Outgoing(turn.tools().json());
    }

    /** With a program that has just been started. */
    Thinking.Next begin(String root) throws ProgramGone {
        folder = root;
        calls.workIn(root);
        try (var line = new ProgramLine(turn.tools().host(), turn.address(), 0, 0)) {
            turn.signals().stopped().thenRun(line::wake);
            return switch (new ProgramOpening(turn, program, line, out, root).open()) {
                case ProgramOpening.Outcome.Not it -> it.next();
                case ProgramOpening.Outcome.Ready it -> {
                    agentSession = it.session();
                    nextId = it.nextId();
                    turn.log().faults().at("agent.before-prompt");
                    prompt(line, turn.firstPrompt(it.remembers()));
                    yield listen(line);
                }
            };
        }
    }

    /** With a program that another runner has left waiting for a person. */
    Thinking.Next resume(ProgramNote note) throws ProgramGone {
        folder = note.folder();
        agentSession = note.agentSession();
        nextId = note.nextId();
        promptId = note.promptId();
        calls.resume(note);
        try (var line = new ProgramLine(turn.tools().host(), turn.address(), note.offset(), note.written())) {
            turn.signals().stopped().thenRun(line::wake);
            for (var answer : calls.decided(out)) {
                line.send(answer);
            }
            return listen(line);
        }
    }

    private void prompt(ProgramLine line, String text) throws ProgramGone {
        promptId = nextId++;
        line.send(out.prompt(promptId, agentSession, text));
    }

    private Thinking.Next listen(ProgramLine line) throws ProgramGone {
        while (true) {
            if (turn.interrupted()) {
                return cancel(line);
            }
            if (turn.signals().handBack().getAsBoolean()) {
                return new Thinking.Next.GoOn();
            }
            var exceeded = exceeded();
            if (exceeded != null) {
                return exceeded;
            }
            var batch = line.poll(calls.asks() ? QUIET : LOOK_UP);
            if (batch == null) {
                if (calls.asks()) {
                    return park(line);
                }
                continue;
            }
            for (var text : batch.lines()) {
                var next = hear(line, Incoming.read(text, turn.tools().json()));
                if (next != null) {
                    return next;
                }
            }
            turn.speech().show();
            if (batch.ended()) {
                throw new ProgramGone("it has ended");
            }
        }
    }

    private Thinking.@Nullable Next hear(ProgramLine line, Incoming message) throws ProgramGone {
        return switch (message) {
            case Incoming.Response it when it.id() == promptId -> answered(line, it);
            case Incoming.Response it -> null;
            case Incoming.Notice it
            when it.method().equals("session/update") ->
                update(Update.read(it.params().path("update")));
            case Incoming.Notice it -> null;
            case Incoming.Request it when it.method().equals("session/request_permission") -> permission(line, it);
            case Incoming.Request it -> {
                line.send(out.unknownMethod(it.id(), it.method()));
                yield null;
            }
            case Incoming.Noise it -> null;
        };
    }

    private Thinking.@Nullable Next update(Update update) {
        return switch (update) {
            case Update.Said it -> speak(ProgramSpeech.Kind.SAID, it.text());
            case Update.Thought it -> speak(ProgramSpeech.Kind.THOUGHT, it.text());
            case Update.Tool it -> {
                turn.speech().flush();
                yield calls.told(it.callId(), it.fields());
            }
            case Update.Plan it -> {
                turn.speech().flush();
                var setting = turn.log().setting();
                turn.log()
                        .writer()
                        .write(stamp -> new ChangePlan(stamp, setting.sessionId(), setting.generation(), it.items()));
                yield null;
            }
            case Update.Other it -> null;
        };
    }

    private Thinking.@Nullable Next speak(ProgramSpeech.Kind kind, String text) {
        turn.speech().add(kind, text);
        return turn.speech().tooMuch() ? limit("The agent program says more than a turn can hold.") : null;
    }

    private Thinking.@Nullable Next permission(ProgramLine line, Incoming.Request request) throws ProgramGone {
        turn.speech().flush();
        try {
            var answer = calls.asked(Permission.read(request.id(), request.params()), out);
            if (answer != null) {
                line.send(answer);
            }
            return null;
        } catch (ProgramCalls.NobodyAttends nobody) {
            return new Thinking.Next.Fail(
                    "approval_needed", "A tool call needs an approval and nobody attends.", false, StopReason.FAILED);
        }
    }

    private Thinking.@Nullable Next answered(ProgramLine line, Incoming.Response response) throws ProgramGone {
        turn.speech().flush();
        calls.promptEnded();
        if (response.error() != null) {
            return ProgramTurn.failed("The agent program failed" + ProgramOpening.why(response.error()) + ".");
        }
        return switch (response.result().path("stopReason").asString("")) {
            case "end_turn" -> next(line);
            case "max_tokens" -> new Thinking.Next.End(StopReason.MAX_TOKENS);
            case "refusal" -> new Thinking.Next.End(StopReason.REFUSAL);
            case "max_turn_requests" -> limit("The agent program has reached its own limit of requests.");
            default -> ProgramTurn.failed("The agent program stopped without saying why.");
        };
    }

    /** Messages that came meanwhile are the next prompt. */
    private Thinking.@Nullable Next next(ProgramLine line) throws ProgramGone {
        var setting = turn.log().setting();
        if (turn.signals().steering().getAsBoolean()) {
            turn.log().writer().write(stamp -> new TakeSteering(stamp, setting.sessionId(), setting.generation()));
        }
        var more = turn.take();
        if (more.isEmpty()) {
            return new Thinking.Next.End(StopReason.END_TURN);
        }
        prompt(line, ProgramPrompt.next(more));
        return null;
    }

    private Thinking.Next park(ProgramLine line) throws ProgramGone {
        turn.speech().flush();
        line.drain(ProgramOpening.ANSWERS_WITHIN);
        turn.park(new ProgramNote(
                agentSession,
                folder,
                nextId,
                promptId,
                line.next(),
                line.written(),
                turn.prompted(),
                calls.cards(),
                calls.pending()));
        turn.log().faults().at("agent.after-park");
        return new Thinking.Next.LetGo();
    }

    /** The agent is asked to stop and has a moment for it; whoever ends the turn ends the program. */
    private Thinking.Next cancel(ProgramLine line) {
        tellToStop(line);
        var until = turn.now().plus(CANCELLED_WITHIN);
        for (var left = CANCELLED_WITHIN; left.isPositive(); left = Duration.between(turn.now(), until)) {
            var batch = line.poll(left);
            if (batch == null || batch.ended() || batch.lines().stream().anyMatch(this::endsPrompt)) {
                break;
            }
        }
        turn.speech().flush();
        return new Thinking.Next.End(StopReason.INTERRUPTED);
    }

    private boolean endsPrompt(String text) {
        var message = Incoming.read(text, turn.tools().json());
        if (message instanceof Incoming.Notice it
                && it.method().equals("session/update")
                && Update.read(it.params().path("update")) instanceof Update.Said said) {
            turn.speech().add(ProgramSpeech.Kind.SAID, said.text());
        }
        return message instanceof Incoming.Response it && it.id() == promptId;
    }

    private void tellToStop(ProgramLine line) {
        try {
            line.send(out.cancel(agentSession));
            for (var answer : calls.cancelled(out)) {
                line.send(answer);
            }
        } catch (ProgramGone gone) {
            return;
        }
    }

    private Thinking.@Nullable Next exceeded() {
        var limits = turn.log().setting().settings().limits();
        var log = turn.log().writer().turn();
        if (log.steps() > limits.steps()) {
            return limit("The turn has reached its limit of " + limits.steps() + " steps.");
        }
        return turn.now().isAfter(log.startedAt().plus(limits.turn()))
                ? limit("The turn has reached its time limit of " + limits.turn() + ".")
                : null;
    }

    private static Thinking.Next limit(String message) {
        return new Thinking.Next.Fail("limit_reached", message, false, StopReason.FAILED);
    }
}
