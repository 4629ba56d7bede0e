package dev.agentdesk.session.runner;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Actor;
import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionEvent;
import dev.agentdesk.session.engine.TurnLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes the steps of one turn into its Session and keeps its {@link TurnLog} in step with the store.
 *
 * <p>Not thread safe. The log is fed from the store only, in order; so it is the same for every runner of the turn.
 */
final class TurnWriter {

    /** What a writer needs of the platform. */
    record Platform(Commands commands, EventLog log, IdSource ids, Clock clock) {}

    /** Where the turn's events come from: who acts, and what caused it. */
    record Cause(String workspaceId, Actor agent, String correlationId, String messageId, int depth) {}

    private final Platform platform;
    private final String sessionId;
    private final Cause cause;
    private final TurnLog turn;
    private final List<Consumer<Recorded>> readers = new ArrayList<>();
    private long readUpTo;

    TurnWriter(Platform platform, String sessionId, Cause cause, TurnLog turn, long afterSeq) {
        this.platform = platform;
        this.sessionId = sessionId;
        this.cause = cause;
        this.turn = turn;
        this.readUpTo = afterSeq;
    }

    /** Hands over everything that is read from here on. */
    void also(Consumer<Recorded> reader) {
        readers.add(reader);
    }

    /** What has been read. */
    long readUpTo() {
        return readUpTo;
    }

    String newId() {
        return platform.ids().mint("evt");
    }

    TurnLog turn() {
        return turn;
    }

    /** Sends a command with a new stamp, then reads what happened meanwhile. */
    List<DomainEvent> write(Function<Stamp, SessionCommand> command) {
        return write(platform.ids().mint("evt"), command);
    }

    /** As {@link #write(Function)}, with an id that is known. */
    List<DomainEvent> write(String eventId, Function<Stamp, SessionCommand> command) {
        try {
            return platform.commands().send(command.apply(stamp(eventId)));
        } finally {
            catchUp();
        }
    }

    void catchUp() {
        while (true) {
            var page = platform.log().after(sessionId, readUpTo, EventLog.MOST);
            for (var recorded : page) {
                turn.add((SessionEvent) recorded.event());
                readers.forEach(it -> it.accept(recorded));
                readUpTo = recorded.seq();
            }
            if (page.size() < EventLog.MOST) {
                return;
            }
        }
    }

    private Stamp stamp(String id) {
        return new Stamp(
                id,
                platform.clock().instant(),
                cause.agent(),
                cause.workspaceId(),
                cause.correlationId(),
                cause.messageId(),
                cause.depth());
    }
}
