package dev.agentdesk.session.intake;

import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.store.Wakeup;
import dev.agentdesk.session.conversation.SessionEvent.AgentReplied;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import dev.agentdesk.session.turns.TurnView;
import dev.agentdesk.session.turns.Turns;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the turn of a message to end, for whatever reason, or to need a person.
 *
 * <p>Looks at the rows with each signal of the event store, so it works whichever replica runs the turn.
 */
public final class Answered {

    /** What is known when the wait is over. */
    public record Answer(
            SessionView session,
            @Nullable TurnView turn,
            @Nullable String finalText,
            @Nullable Map<String, Object> stopReason) {

        /** The turn ended, or a person has to decide before it goes on. */
        public boolean complete() {
            return stopReason != null;
        }

        /** Nothing more happens in the Session. */
        public boolean closed() {
            return session.archivedAt() != null || session.deletedAt() != null || session.erasedAt() != null;
        }
    }

    private final Sessions sessions;
    private final Turns turns;
    private final EventLog log;
    private final Wakeup wakeup;
    private final Clock clock;

    Answered(Sessions sessions, Turns turns, EventLog log, Wakeup wakeup, Clock clock) {
        this.sessions = sessions;
        this.turns = turns;
        this.log = log;
        this.wakeup = wakeup;
        this.clock = clock;
    }

    Answer await(String sessionId, String messageId, Duration most) {
        return await(sessionId, messageId, most, new CompletableFuture<>());
    }

    /** @param stopped completes when nobody waits any more */
    public Answer await(String sessionId, String messageId, Duration most, CompletableFuture<Void> stopped) {
        var deadline = clock.instant().plus(most);
        var news = new Semaphore(0);
        var unregister = wakeup.onSignal(news::release);
        var ring = stopped.thenRun(news::release);
        try {
            while (true) {
                news.drainPermits();
                var answer = now(sessionId, messageId);
                var left = Duration.between(clock.instant(), deadline).toMillis();
                if (answer.complete() || answer.closed() || left <= 0 || stopped.isDone()) {
                    return answer;
                }
                boolean signalled = news.tryAcquire(left, TimeUnit.MILLISECONDS);
                if (!signalled) {
                    return now(sessionId, messageId);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return now(sessionId, messageId);
        } finally {
            unregister.run();
            ring.cancel(false);
        }
    }

    private Answer now(String sessionId, String messageId) {
        var turn = turns.ofMessage(messageId).orElse(null);
        var session = sessions.find(sessionId).orElseThrow();
        if (turn == null) {
            return new Answer(session, null, null, null);
        }
        return new Answer(session, turn, finalText(turn), turn.stopReason());
    }

    private @Nullable String finalText(TurnView turn) {
        long end = turn.endedSeq() == null ? Integer.MAX_VALUE : turn.endedSeq();
        return log.before(turn.sessionId(), end + 1, 1, List.of("session.AgentReplied")).stream()
                .filter(it -> it.seq() > turn.startedSeq())
                .map(it -> it.event() instanceof AgentReplied reply ? reply.text() : null)
                .findFirst()
                .orElse(null);
    }
}
