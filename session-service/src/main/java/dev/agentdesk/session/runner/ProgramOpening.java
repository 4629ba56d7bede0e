package dev.agentdesk.session.runner;

import dev.agentdesk.session.acp.Incoming;
import dev.agentdesk.session.acp.Outgoing;
import dev.agentdesk.session.acp.Program;
import dev.agentdesk.session.conversation.StopReason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Gets from a program that was just started to one that can be prompted. Not thread safe. */
final class ProgramOpening {

    /** An interpreter starts, loads its packages, and signs in. */
    static final Duration ANSWERS_WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOK_UP = Duration.ofSeconds(1);
    private static final int LONGEST_REASON = 300;

    /** How it went. */
    sealed interface Outcome {

        /**
         * @param session the agent's own name of it
         * @param remembers whether it knows what was said before
         */
        record Ready(String session, boolean remembers, long nextId) implements Outcome {}

        record Not(Thinking.Next next) implements Outcome {}
    }

    private final ProgramTurn turn;
    private final Program program;
    private final ProgramLine line;
    private final Outgoing out;
    private final String folder;
    private long nextId = 1;

    ProgramOpening(ProgramTurn turn, Program program, ProgramLine line, Outgoing out, String folder) {
        this.turn = turn;
        this.program = program;
        this.line = line;
        this.out = out;
        this.folder = folder;
    }

    Outcome open() throws ProgramGone {
        var hello = ask(id -> out.initialize(id));
        if (hello == null) {
            return mute();
        }
        if (hello.error() != null || hello.result().path("protocolVersion").asInt(0) != 1) {
            return not(ProgramTurn.unavailable("The program “" + program.name()
                    + "” does not speak version 1 of the Agent Client Protocol" + why(hello.error()) + "."));
        }
        var loads = hello.result().path("agentCapabilities").path("loadSession").asBoolean(false);
        var known = loads ? loaded() : Optional.<String>empty();
        return known.isPresent() ? ready(known.get(), true) : fresh();
    }

    private Optional<String> loaded() throws ProgramGone {
        var known = turn.tools().sessions().find(turn.address().sessionId(), program);
        if (known.isEmpty()) {
            return known;
        }
        var answer = ask(id -> out.loadSession(id, known.get(), folder));
        return answer == null || answer.error() != null ? Optional.empty() : known;
    }

    private Outcome fresh() throws ProgramGone {
        var opened = ask(id -> out.newSession(id, folder));
        if (opened == null) {
            return mute();
        }
        var name = opened.result().path("sessionId").asString("");
        return opened.error() != null || name.isEmpty()
                ? not(ProgramTurn.unavailable("The agent program opens no session" + why(opened.error()) + "."))
                : ready(name, false);
    }

    private Outcome ready(String name, boolean remembers) {
        turn.tools().sessions().remember(turn.address().sessionId(), program, name);
        return new Outcome.Ready(name, remembers, nextId);
    }

    private interface Question {

        String with(long id);
    }

    /** Waits for the answer; what else the agent says meanwhile is not for us. Null where none came. */
    private Incoming.@Nullable Response ask(Question question) throws ProgramGone {
        long id = nextId++;
        line.send(question.with(id));
        var until = turn.now().plus(ANSWERS_WITHIN);
        while (turn.now().isBefore(until) && !turn.stops()) {
            var batch = line.poll(LOOK_UP);
            if (batch == null) {
                continue;
            }
            for (var text : batch.lines()) {
                switch (Incoming.read(text, turn.tools().json())) {
                    case Incoming.Response it
                    when it.id() == id -> {
                        return it;
                    }
                    case Incoming.Request it -> line.send(out.unknownMethod(it.id(), it.method()));
                    default -> {}
                }
            }
            if (batch.ended()) {
                throw new ProgramGone("it has ended");
            }
        }
        return null;
    }

    private Outcome mute() {
        if (turn.interrupted()) {
            return not(new Thinking.Next.End(StopReason.INTERRUPTED));
        }
        return not(
                turn.stops()
                        ? new Thinking.Next.GoOn()
                        : ProgramTurn.failed(
                                "The agent program did not answer within " + ANSWERS_WITHIN.toSeconds() + " s."));
    }

    private static Outcome not(Thinking.Next next) {
        return new Outcome.Not(next);
    }

    /** What the agent says of its error, shortened. */
    static String why(@Nullable JsonNode error) {
        return Optional.ofNullable(error)
                .map(it -> it.path("message").asString(""))
                .filter(it -> !it.isEmpty())
                .map(it -> ": " + (it.length() <= LONGEST_REASON ? it : it.substring(0, LONGEST_REASON)))
                .orElse("");
    }
}
