package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.GONE;
import static dev.agentdesk.contracts.ProblemCode.ID_REUSED;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.EraseSession;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.Erased;
import dev.agentdesk.session.conversation.SessionEvent.SessionOpened;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of a Session need to know; never text of a message or a tool.
 *
 * <p>Pure. {@link #decide} refuses or returns facts and changes nothing; {@link #evolve} accepts every fact and refuses
 * none. Neither meets a clock, chance or a store.
 */
sealed interface SessionState permits SessionState.Unopened, LiveSession, SessionState.Gone {

    record Unopened() implements SessionState {

        @Override
        public List<SessionEvent> decideOne(SessionCommand command) {
            return switch (command) {
                case OpenSession open -> opening(open);
                default -> throw Rejection.notFound();
            };
        }

        @Override
        public SessionState evolve(SessionEvent event) {
            return switch (event) {
                case SessionOpened opened -> LiveSession.opened(opened);
                case Erased erased -> new Gone();
                default -> throw new IllegalStateException("the history does not begin with its opening");
            };
        }
    }

    /** Erased: its content can't be read any more, and nothing can happen in it. */
    record Gone() implements SessionState {

        @Override
        public List<SessionEvent> decideOne(SessionCommand command) {
            if (command instanceof EraseSession) {
                return List.of();
            }
            throw new Rejection(GONE, "The session was erased.");
        }

        @Override
        public SessionState evolve(SessionEvent event) {
            return this;
        }
    }

    static SessionState initial() {
        return new Unopened();
    }

    List<SessionEvent> decideOne(SessionCommand command);

    SessionState evolve(SessionEvent event);

    default List<SessionEvent> decide(SessionCommand command) {
        return command instanceof Together together ? decideAll(together.commands()) : decideOne(command);
    }

    private List<SessionEvent> decideAll(List<SessionCommand> commands) {
        var events = new ArrayList<SessionEvent>();
        var state = this;
        for (var command : commands) {
            for (var event : state.decide(command)) {
                state = state.evolve(event);
                events.add(event);
            }
        }
        return List.copyOf(events);
    }

    /** Opening a Session that is open: a repeat, or another request under the same id. */
    static List<SessionEvent> repeat(OpenSession command, String digest) {
        if (digest.equals(digest(command))) {
            return List.of();
        }
        throw new Rejection(ID_REUSED, "Another session was opened under this id.");
    }

    private static List<SessionEvent> opening(OpenSession open) {
        var facts = new Facts(open, open.workspaceId())
                .add(stamp -> new SessionOpened(
                        stamp,
                        open.sessionId(),
                        open.workspaceId(),
                        open.origin(),
                        open.runId(),
                        open.configVersion(),
                        digest(open)));
        if (open.title() != null || !open.metadata().isEmpty()) {
            facts.add(stamp -> new DetailsChanged(stamp, open.sessionId(), open.title(), open.metadata()));
        }
        return facts.all();
    }

    private static String digest(OpenSession open) {
        @Nullable String title = open.title();
        return Digest.of(String.join(
                "\n",
                open.workspaceId(),
                open.origin().toString(),
                String.valueOf(open.runId()),
                String.valueOf(open.configVersion()),
                String.valueOf(title),
                new TreeMap<>(open.metadata()).toString()));
    }
}
