package dev.agentdesk.session.queue;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.conversation.SessionCommand.EditMessage;
import dev.agentdesk.session.conversation.SessionCommand.PauseQueue;
import dev.agentdesk.session.conversation.SessionCommand.PromoteMessage;
import dev.agentdesk.session.conversation.SessionCommand.RemoveMessage;
import dev.agentdesk.session.conversation.SessionCommand.ReorderQueue;
import dev.agentdesk.session.conversation.SessionCommand.ResumeQueue;
import dev.agentdesk.session.intake.MessageJson;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The queue of a Session: seen, edited, reordered, paused. Each change is an event in its log. */
@RestController
@RequestMapping("/api/v1/sessions/{id}/queue")
final class QueueEndpoint {

    record Edit(@Nullable JsonNode content) {}

    record Reorder(@Nullable List<String> eventIds) {}

    private final Sessions sessions;
    private final Queue queue;
    private final Commands commands;
    private final Stamps stamps;

    QueueEndpoint(Sessions sessions, Queue queue, Commands commands, Stamps stamps) {
        this.sessions = sessions;
        this.queue = queue;
        this.commands = commands;
        this.stamps = stamps;
    }

    @GetMapping
    Queue.View get(@PathVariable String id) {
        return queue.of(sessions.visible(id, RequestContext.current().principal()));
    }

    @PutMapping("/{eventId}")
    Queue.View edit(@PathVariable String id, @PathVariable String eventId, @RequestBody Edit edit) {
        var session = writable(id);
        var violations = new Violations();
        var content = MessageJson.read(edit.content(), "/content", violations);
        violations.throwIfAny();
        commands.send(new EditMessage(stamps.ofRequest(session.workspaceId()), id, eventId, content));
        return queue(id);
    }

    @DeleteMapping("/{eventId}")
    ResponseEntity<Void> remove(@PathVariable String id, @PathVariable String eventId) {
        var session = writable(id);
        commands.send(new RemoveMessage(stamps.ofRequest(session.workspaceId()), id, eventId));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{eventId}/promote")
    Queue.View promote(@PathVariable String id, @PathVariable String eventId) {
        var session = writable(id);
        commands.send(new PromoteMessage(stamps.ofRequest(session.workspaceId()), id, eventId));
        return queue(id);
    }

    @PostMapping("/reorder")
    Queue.View reorder(@PathVariable String id, @RequestBody Reorder reorder) {
        var session = writable(id);
        if (reorder.eventIds() == null) {
            throw InvalidRequest.at("/event_ids", "required", "Name all waiting messages in their new order.");
        }
        commands.send(new ReorderQueue(stamps.ofRequest(session.workspaceId()), id, reorder.eventIds()));
        return queue(id);
    }

    @PostMapping("/pause")
    Queue.View pause(@PathVariable String id) {
        var session = writable(id);
        commands.send(new PauseQueue(stamps.ofRequest(session.workspaceId()), id));
        return queue(id);
    }

    @PostMapping("/resume")
    Queue.View resume(@PathVariable String id) {
        var session = writable(id);
        commands.send(new ResumeQueue(stamps.ofRequest(session.workspaceId()), id));
        return queue(id);
    }

    private SessionView writable(String id) {
        return sessions.writable(id, RequestContext.current().principal());
    }

    private Queue.View queue(String id) {
        return queue.of(sessions.find(id).orElseThrow());
    }
}
