package dev.agentdesk.workspace.log;

import dev.agentdesk.kit.feed.EventPages;
import dev.agentdesk.kit.feed.LiveLog;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of a Workspace in pages, as a live stream, and single events of it. */
@RestController
@RequestMapping("/api/v1")
final class WorkspaceLogEndpoint {

    private final EventPages pages;
    private final LiveLog live;
    private final Catalog catalog;

    WorkspaceLogEndpoint(EventPages pages, LiveLog live, Catalog catalog) {
        this.pages = pages;
        this.live = live;
        this.catalog = catalog;
    }

    @GetMapping("/workspaces/{id}/events")
    Page<Map<String, Object>> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String types,
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(required = false) @Nullable Long cursor) {
        var workspace = catalog.visible(id, principal());
        return pages.page(workspace.id(), new EventPages.Question(after, before, limit, types, order, cursor));
    }

    @GetMapping("/workspaces/{id}/events/stream")
    void stream(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long after,
            HttpServletRequest request,
            HttpServletResponse response) {
        var principal = principal();
        var workspace = catalog.visible(id, principal);
        live.write(workspace.id(), principal.id(), after, request, response);
    }

    @GetMapping("/events/{id}")
    Map<String, Object> get(@PathVariable String id) {
        var principal = principal();
        var event = pages.find(id).orElseThrow(Rejection::notFound);
        catalog.visible(String.valueOf(event.get("workspace_id")), principal);
        return event;
    }

    private static Principal principal() {
        var principal = RequestContext.current().principal();
        principal.require("workspaces:read");
        return principal;
    }
}
