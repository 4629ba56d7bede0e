package dev.agentdesk.session.intake;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.access.Workspace;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.conversation.Content;
import dev.agentdesk.session.conversation.Origin;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionCommand.OpenSession;
import dev.agentdesk.session.conversation.SessionCommand.PostMessage;
import dev.agentdesk.session.conversation.SessionCommand.Together;
import dev.agentdesk.session.overview.Details;
import dev.agentdesk.session.overview.SessionView;
import dev.agentdesk.session.overview.Sessions;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Opens a Session in a Workspace, with its first message in the same append, and waits for the answer if asked to. */
@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/sessions")
final class OpenEndpoint {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    record Open(
            @Nullable JsonNode message,
            Tasks.@Nullable Task task,
            @Nullable String title,
            @Nullable Map<String, String> metadata,
            @Nullable String onBusy,
            @Nullable Integer configVersion) {}

    private final Workspaces workspaces;
    private final Sessions sessions;
    private final Commands commands;
    private final Stamps stamps;
    private final IdSource ids;
    private final Answered answered;
    private final Tasks tasks;

    OpenEndpoint(
            Workspaces workspaces,
            Sessions sessions,
            Commands commands,
            Stamps stamps,
            IdSource ids,
            Answered answered,
            Tasks tasks) {
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.commands = commands;
        this.stamps = stamps;
        this.ids = ids;
        this.answered = answered;
        this.tasks = tasks;
    }

    @PostMapping
    ResponseEntity<?> open(
            @PathVariable String workspaceId,
            @RequestParam(required = false) @Nullable String wait,
            @RequestBody Open request) {
        var principal = RequestContext.current().principal();
        var workspace = workspace(workspaceId, principal);
        var most = wait(wait);
        var content = content(request, workspace.id(), principal);
        var sessionId = ids.mint("ses");
        var messageId = send(sessionId, workspace, principal, request, content);
        var location = URI.create("/api/v1/sessions/" + sessionId);
        if (most == null || messageId == null) {
            return ResponseEntity.created(location).body(view(sessionId));
        }
        var answer = answered.await(sessionId, messageId, most);
        return ResponseEntity.status(answer.complete() ? 200 : 202)
                .location(location)
                .body(answer);
    }

    private Workspace workspace(String id, Principal principal) {
        workspaces.visible(id, principal);
        principal.require("sessions:write");
        var workspace = workspaces.writable(id, principal);
        if (workspace.deleted()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the Workspace first.");
        }
        return workspace;
    }

    /** The id of the first message, if there is one. */
    private @Nullable String send(
            String sessionId, Workspace workspace, Principal principal, Open request, List<Content> content) {
        var stamp = stamps.ofRequest(workspace.id());
        var together = new ArrayList<SessionCommand>();
        together.add(new OpenSession(
                stamp,
                sessionId,
                workspace.id(),
                origin(principal),
                null,
                request.configVersion(),
                request.title(),
                request.metadata() == null ? Map.of() : request.metadata()));
        String messageId = null;
        if (!content.isEmpty()) {
            var message = stamps.ofRequest(workspace.id());
            var onBusy = MessageJson.onBusy(request.onBusy(), new Violations());
            together.add(
                    new PostMessage(message, sessionId, content, onBusy, null, sessions.queueLimit(workspace.id())));
            messageId = message.id();
        }
        commands.send(new Together(stamp, sessionId, together));
        return messageId;
    }

    private SessionView view(String sessionId) {
        return sessions.find(sessionId).orElseThrow();
    }

    private static Origin origin(Principal principal) {
        return new Origin(principal.type().equals("user") ? "user" : "api", principal.id());
    }

    private List<Content> content(Open request, String workspaceId, Principal principal) {
        var violations = new Violations();
        MessageJson.onBusy(request.onBusy(), violations);
        violations.check(
                request.message() == null || request.message().isNull() || request.task() == null,
                "/task",
                "conflict",
                "Send a message or a task.");
        violations.check(
                request.configVersion() == null || request.configVersion() > 0,
                "/config_version",
                "out-of-range",
                "Versions begin at 1.");
        if (request.task() != null) {
            Tasks.check(request.task(), violations);
        }
        var message = request.message() == null || request.message().isNull()
                ? List.<Content>of()
                : MessageJson.read(request.message(), "/message", violations);
        violations.throwIfAny();
        Details.check(request.title(), request.metadata() == null ? Map.of() : request.metadata());
        return request.task() == null ? message : tasks.content(workspaceId, request.task(), principal);
    }

    private static @Nullable Duration wait(@Nullable String wait) {
        if (wait == null) {
            return null;
        }
        try {
            var most = Duration.parse(wait);
            if (!most.isNegative() && most.compareTo(LONGEST_WAIT) <= 0) {
                return most;
            }
        } catch (DateTimeException e) {
            throw InvalidRequest.at("?wait", "wrong-type", "An ISO 8601 duration such as PT60S.");
        }
        throw InvalidRequest.at("?wait", "out-of-range", "At most " + LONGEST_WAIT + ".");
    }
}
