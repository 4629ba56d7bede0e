package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.conversation.SessionCommand.EraseSession;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erases a Session for good. When this has answered, its content is unreadable. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/erase")
final class EraseEndpoint {

    private final Sessions sessions;
    private final Commands commands;
    private final Stamps stamps;
    private final SessionContent content;

    EraseEndpoint(Sessions sessions, Commands commands, Stamps stamps, SessionContent content) {
        this.sessions = sessions;
        this.commands = commands;
        this.stamps = stamps;
        this.content = content;
    }

    @PostMapping
    SessionView erase(@PathVariable String id) {
        var session = sessions.writable(id, RequestContext.current().principal());
        commands.send(new EraseSession(stamps.ofRequest(session.workspaceId()), id));
        content.destroy(id);
        return sessions.find(id).orElseThrow();
    }
}
