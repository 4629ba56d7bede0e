package dev.agentdesk.workspace.api;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.ConfigurationHistory;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says whether the agent of one Workspace may be called by that of another: only where its newest configuration names
 * the caller, or all Workspaces of the same owner. Otherwise it is not there.
 */
@RestController
@RequestMapping("/internal/workspaces/{id}/callable")
final class InternalCallableEndpoint {

    private final Catalog catalog;
    private final ConfigurationHistory history;
    private final JsonMapper json;

    InternalCallableEndpoint(Catalog catalog, ConfigurationHistory history, JsonMapper json) {
        this.catalog = catalog;
        this.history = history;
        this.json = json;
    }

    record Callable(String id, @Nullable String slug) {}

    @GetMapping
    Callable get(@PathVariable String id, @RequestParam String by) {
        RequestContext.current().principal().requireService();
        var caller = catalog.find(by).filter(WorkspaceRow::isUsable).orElseThrow(Rejection::notFound);
        return catalog.find(id)
                .filter(WorkspaceRow::isUsable)
                .filter(it -> names(it, caller))
                .map(it -> new Callable(it.id(), it.slug()))
                .orElseThrow(Rejection::notFound);
    }

    private boolean names(WorkspaceRow callee, WorkspaceRow caller) {
        var document = history.version(callee.id(), callee.configVersion()).document();
        return json.readTree(document)
                .path("callable_by")
                .valueStream()
                .map(JsonNode::asString)
                .anyMatch(it -> it.equals(caller.id())
                        || it.equals(caller.slug())
                        || it.equals("*") && callee.owner().equals(caller.owner()));
    }
}
