package dev.agentdesk.session.overview;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.session.access.Cursors;
import dev.agentdesk.session.access.PlainText;
import dev.agentdesk.session.access.Workspaces;
import dev.agentdesk.session.conversation.SessionCommand;
import dev.agentdesk.session.conversation.SessionCommand.ArchiveSession;
import dev.agentdesk.session.conversation.SessionCommand.ChangeDetails;
import dev.agentdesk.session.conversation.SessionCommand.DeleteSession;
import dev.agentdesk.session.conversation.SessionCommand.UndeleteSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Sessions as resources: list, look, rename, archive, delete. */
@RestController
@RequestMapping("/api/v1/sessions")
final class SessionEndpoint {

    private static final int LONGEST_QUESTION = 200;

    private static final Set<String> STATUSES =
            new TreeSet<>(List.of("idle", "queued", "running", "requires_action", "archived", "deleted", "erased"));
    private static final Set<String> ORIGINS =
            new TreeSet<>(List.of("user", "api", "schedule", "delivery", "agent", "fork", "rerun", "mcp"));

    /** Members that are absent stay as they are. */
    record Patch(@Nullable String title, @Nullable Map<String, String> metadata) {}

    private final Sessions sessions;
    private final Workspaces workspaces;
    private final Commands commands;
    private final Stamps stamps;

    SessionEndpoint(Sessions sessions, Workspaces workspaces, Commands commands, Stamps stamps) {
        this.sessions = sessions;
        this.workspaces = workspaces;
        this.commands = commands;
        this.stamps = stamps;
    }

    @GetMapping
    Page<SessionView> list(
            @RequestParam(name = "workspace_id", required = false) @Nullable String workspaceId,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String origin,
            @RequestParam(name = "parent_id", required = false) @Nullable String parentId,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var principal = principal();
        principal.require("sessions:read");
        var workspace = workspaceId == null
                ? null
                : workspaces.visible(workspaceId, principal).id();
        int most = Cursor.limit(limit, Page.MOST);
        if (q != null && (q.length() > LONGEST_QUESTION || !PlainText.isLine(q))) {
            throw InvalidRequest.at("?q", "malformed", "At most " + LONGEST_QUESTION + " characters of one line.");
        }
        if (parentId != null && !Ids.isId("ses", parentId)) {
            throw InvalidRequest.at("?parent_id", "malformed", "The id of a session.");
        }
        var filter = new Sessions.Filter(
                workspace, known("?status", status, STATUSES), known("?origin", origin, ORIGINS), parentId, q);
        var found = sessions.list(filter, principal, Cursors.id("ses", cursor), most);
        return new Page<>(found.sessions(), found.next() == null ? null : Cursor.encode(found.next()));
    }

    @GetMapping("/{id}")
    SessionView get(@PathVariable String id) {
        return sessions.visible(id, principal());
    }

    @PatchMapping("/{id}")
    SessionView patch(@PathVariable String id, @RequestBody Patch patch) {
        var session = sessions.writable(id, principal());
        Sessions.requireContent(session);
        Details.check(patch.title(), patch.metadata() == null ? Map.of() : patch.metadata());
        commands.send(new ChangeDetails(
                stamps.ofRequest(session.workspaceId()),
                id,
                patch.title() == null ? session.title() : patch.title(),
                patch.metadata() == null ? session.metadata() : patch.metadata()));
        return sessions.find(id).orElseThrow();
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        send(id, DeleteSession::new);
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/undelete")
    SessionView undelete(@PathVariable String id) {
        return send(id, UndeleteSession::new);
    }

    @PostMapping("/{id}/archive")
    SessionView archive(@PathVariable String id) {
        return send(id, ArchiveSession::new);
    }

    private SessionView send(String id, BiFunction<Stamp, String, SessionCommand> command) {
        var session = sessions.writable(id, principal());
        commands.send(command.apply(stamps.ofRequest(session.workspaceId()), id));
        return sessions.find(id).orElseThrow();
    }

    private static @Nullable String known(String parameter, @Nullable String value, Set<String> values) {
        if (value != null && !values.contains(value)) {
            throw InvalidRequest.at(parameter, "unknown-value", "One of " + String.join(", ", values) + ".");
        }
        return value;
    }

    private static Principal principal() {
        return RequestContext.current().principal();
    }
}
