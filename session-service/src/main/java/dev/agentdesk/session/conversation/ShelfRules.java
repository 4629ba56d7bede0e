package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;
import static dev.agentdesk.contracts.ProblemCode.SESSION_ARCHIVED;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.ArchiveSession;
import dev.agentdesk.session.conversation.SessionCommand.ChangeDetails;
import dev.agentdesk.session.conversation.SessionCommand.DeleteSession;
import dev.agentdesk.session.conversation.SessionCommand.EraseSession;
import dev.agentdesk.session.conversation.SessionCommand.UndeleteSession;
import dev.agentdesk.session.conversation.SessionEvent.DetailsChanged;
import dev.agentdesk.session.conversation.SessionEvent.SessionArchived;
import dev.agentdesk.session.conversation.SessionEvent.SessionDeleted;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;
import dev.agentdesk.session.conversation.SessionEvent.SessionUndeleted;
import java.util.List;

/** Archived, deleted, erased: each ends what runs first; pure. */
final class ShelfRules {

    private ShelfRules() {}

    static void requireOpen(LiveSession session) {
        requireThere(session);
        if (session.shelf().archived()) {
            throw new Rejection(SESSION_ARCHIVED, "The session is archived; open another one.");
        }
    }

    static List<SessionEvent> decide(LiveSession session, ChangeDetails command) {
        requireThere(session);
        return new Facts(command, session.workspaceId())
                .add(stamp -> new DetailsChanged(stamp, session.id(), command.title(), command.metadata()))
                .all();
    }

    static List<SessionEvent> decide(LiveSession session, ArchiveSession command) {
        requireThere(session);
        return session.shelf().archived()
                ? List.of()
                : ended(session, command)
                        .add(stamp -> new SessionArchived(stamp, session.id()))
                        .all();
    }

    static List<SessionEvent> decide(LiveSession session, DeleteSession command) {
        return session.shelf().deleted()
                ? List.of()
                : ended(session, command)
                        .add(stamp -> new SessionDeleted(stamp, session.id()))
                        .all();
    }

    static List<SessionEvent> decide(LiveSession session, UndeleteSession command) {
        return session.shelf().deleted()
                ? new Facts(command, session.workspaceId())
                        .add(stamp -> new SessionUndeleted(stamp, session.id()))
                        .all()
                : List.of();
    }

    static List<SessionEvent> decide(LiveSession session, EraseSession command) {
        return ended(session, command)
                .add(stamp -> new SessionErased(stamp, session.id()))
                .all();
    }

    private static void requireThere(LiveSession session) {
        if (session.shelf().deleted()) {
            throw new Rejection(CONFLICT, "The session is deleted; undelete it first.");
        }
    }

    private static Facts ended(LiveSession session, SessionCommand command) {
        var facts = new Facts(command, session.workspaceId());
        var turn = session.turn();
        if (turn != null) {
            TurnRules.end(session.id(), turn, StopReason.INTERRUPTED, Usage.NONE, facts);
        }
        return facts;
    }
}
