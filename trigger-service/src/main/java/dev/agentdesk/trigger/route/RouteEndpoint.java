package dev.agentdesk.trigger.route;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.trigger.access.WorkspaceAccess;
import dev.agentdesk.trigger.connector.ConnectorAccess;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.route.RouteCommand.CreateRoute;
import dev.agentdesk.trigger.route.RouteCommand.DeleteRoute;
import dev.agentdesk.trigger.route.RouteCommand.EditRoute;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/connectors/{id}/routes} and {@code /api/v1/routes}. */
@RestController
@RequestMapping("/api/v1")
class RouteEndpoint {

    /** All routes of a connector look at every delivery; more of them are better spread over connectors. */
    private static final int MOST_PER_CONNECTOR = 100;

    private final Commands commands;
    private final Routes routes;
    private final ConnectorAccess connectors;
    private final WorkspaceAccess workspaces;
    private final Stamps stamps;
    private final IdSource ids;

    RouteEndpoint(
            Commands commands,
            Routes routes,
            ConnectorAccess connectors,
            WorkspaceAccess workspaces,
            Stamps stamps,
            IdSource ids) {
        this.commands = commands;
        this.routes = routes;
        this.connectors = connectors;
        this.workspaces = workspaces;
        this.stamps = stamps;
        this.ids = ids;
    }

    @PostMapping("/connectors/{connectorId}/routes")
    ResponseEntity<RouteView> create(@PathVariable String connectorId, @RequestBody RouteRequest body) {
        var principal = caller("automation:write");
        connectors.owned(principal, connectorId);
        var settings = body.checkedAsNew().settings(usable(principal, Objects.requireNonNull(body.workspaceId())));
        if (routes.count(connectorId) >= MOST_PER_CONNECTOR) {
            throw new Rejection(ProblemCode.CONFLICT, "A connector has at most " + MOST_PER_CONNECTOR + " routes.");
        }
        var id = ids.mint("rte");
        commands.send(new CreateRoute(stamps.ofRequest(settings.workspaceId()), id, connectorId, settings));
        var created = seen(principal, id);
        return ResponseEntity.created(URI.create("/api/v1/routes/" + id))
                .eTag(Versions.tag(created.version()))
                .body(RouteView.of(created));
    }

    @GetMapping("/connectors/{connectorId}/routes")
    Page<RouteView> list(
            @PathVariable String connectorId,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        var principal = caller("automation:read");
        connectors.seen(principal, connectorId);
        int most = Cursor.limit(limit, Page.MOST);
        var rows = routes.page(principal, connectorId, Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(rows, most, row -> new Newest(row.createdAt(), row.id()), RouteView::of);
    }

    @PostMapping("/routes/validate")
    Map<String, Object> validate(@RequestBody RouteRequest body) {
        caller("automation:read");
        body.checked();
        return Map.of("valid", true);
    }

    @GetMapping("/routes/{id}")
    ResponseEntity<RouteView> get(@PathVariable String id) {
        return answer(seen(caller("automation:read"), id));
    }

    @PatchMapping("/routes/{id}")
    ResponseEntity<RouteView> edit(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody RouteRequest body) {
        var principal = caller("automation:write");
        var present = changeable(principal, id);
        var workspaceId = body.checked().workspaceId();
        var change =
                body.change(present.settings().paced(), workspaceId == null ? null : usable(principal, workspaceId));
        var stamp = stamps.ofRequest(Objects.requireNonNullElse(
                change.workspaceId(), present.settings().workspaceId()));
        commands.send(new EditRoute(stamp, id, Versions.expected(ifMatch), change));
        return answer(seen(principal, id));
    }

    @DeleteMapping("/routes/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var present = changeable(caller("automation:write"), id);
        var stamp = stamps.ofRequest(present.settings().workspaceId());
        commands.send(new DeleteRoute(stamp, id, Versions.expected(ifMatch)));
        return ResponseEntity.noContent().build();
    }

    private Routes.Row seen(Principal principal, String id) {
        return routes.seen(principal, id).orElseThrow(Rejection::notFound);
    }

    /** The owner of the connector may change its routes; who may change the workspace may change what leads into it. */
    private Routes.Row changeable(Principal principal, String id) {
        var route = seen(principal, id);
        var connector = connectors.seen(principal, route.connectorId());
        if (!ConnectorAccess.owns(principal, connector)) {
            workspaces.requireEditor(workspaces.seen(principal, route.settings().workspaceId()));
        }
        return route;
    }

    /** The id of a Workspace, given by id or slug, that the caller may start work in. */
    private String usable(Principal principal, String idOrSlug) {
        var workspace = workspaces
                .find(principal, idOrSlug)
                .orElseThrow(() -> InvalidRequest.at(
                        "/workspace_id", "not-found", "There is no such workspace, or it is not yours to see."));
        workspaces.requireEditor(workspace);
        return workspace.id();
    }

    private static ResponseEntity<RouteView> answer(Routes.Row row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(RouteView.of(row));
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
