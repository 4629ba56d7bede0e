package dev.agentdesk.session.intake;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.store.EventLog;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionCommand.DecideApproval;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.envelope.PublicForm;
import dev.agentdesk.session.overview.Sessions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Takes messages, interrupts and confirmations into a Session; all or nothing, stored before answered. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/events")
final class PostEventsEndpoint {

    record Post(@Nullable List<JsonNode> events, @Nullable String onBusy) {}

    /** The events as they are stored. */
    record Accepted(List<Map<String, Object>> data) {}

    private final Sessions sessions;
    private final Commands commands;
    private final Stamps stamps;
    private final EventLog log;

    PostEventsEndpoint(Sessions sessions, Commands commands, Stamps stamps, EventLog log) {
        this.sessions = sessions;
        this.commands = commands;
        this.stamps = stamps;
        this.log = log;
    }

    @PostMapping
    ResponseEntity<Accepted> post(@PathVariable String id, @RequestBody Post request) {
        var principal = RequestContext.current().principal();
        var session = sessions.open(id, principal);
        var inputs = new EventInputs(id, request.onBusy(), sessions.queueLimit(session.workspaceId()));
        var all = inputs.read(request.events()).stream()
                .<SessionCommand>map(it -> it.apply(stamps.ofRequest(session.workspaceId())))
                .toList();
        if (all.stream().anyMatch(DecideApproval.class::isInstance)) {
            principal.require("approvals:decide");
        }
        commands.send(new Together(all.getFirst().stamp(), id, all));
        return ResponseEntity.accepted()
                .body(new Accepted(all.stream().map(it -> stored(it.stamp())).toList()));
    }

    private Map<String, Object> stored(Stamp stamp) {
        return PublicForm.of(log.find(stamp.id()).orElseThrow());
    }
}
