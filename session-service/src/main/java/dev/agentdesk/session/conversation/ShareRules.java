package dev.agentdesk.session.conversation;

import static dev.agentdesk.contracts.ProblemCode.CONFLICT;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.session.conversation.SessionCommand.ChooseModel;
import dev.agentdesk.session.conversation.SessionCommand.RecordFork;
import dev.agentdesk.session.conversation.SessionCommand.RevokeShare;
import dev.agentdesk.session.conversation.SessionCommand.ShareSession;
import dev.agentdesk.session.conversation.SessionEvent.ModelChosen;
import dev.agentdesk.session.conversation.SessionEvent.SessionForked;
import dev.agentdesk.session.conversation.SessionEvent.SessionShared;
import dev.agentdesk.session.conversation.SessionEvent.ShareRevoked;
import java.util.List;

/** Links to a Session, and where it goes on from; pure. An archived Session may be shared, a deleted one may not. */
final class ShareRules {

    private ShareRules() {}

    static List<SessionEvent> decide(LiveSession session, RecordFork command) {
        return new Facts(command, session.workspaceId())
                .add(stamp ->
                        new SessionForked(stamp, session.id(), command.parentId(), command.atSeq(), command.files()))
                .all();
    }

    static List<SessionEvent> decide(LiveSession session, ChooseModel command) {
        return new Facts(command, session.workspaceId())
                .add(stamp -> new ModelChosen(stamp, session.id(), command.model()))
                .all();
    }

    static List<SessionEvent> decide(LiveSession session, ShareSession command) {
        if (session.shelf().deleted()) {
            throw new Rejection(CONFLICT, "The session is deleted; undelete it first.");
        }
        return new Facts(command, session.workspaceId())
                .add(stamp -> new SessionShared(
                        stamp,
                        session.id(),
                        command.shareId(),
                        command.tokenSha256(),
                        command.atSeq(),
                        command.expiresAt(),
                        command.redact()))
                .all();
    }

    /** Also of a deleted Session: what was let out can always be taken back. */
    static List<SessionEvent> decide(LiveSession session, RevokeShare command) {
        return new Facts(command, session.workspaceId())
                .add(stamp -> new ShareRevoked(stamp, session.id(), command.shareId()))
                .all();
    }
}
