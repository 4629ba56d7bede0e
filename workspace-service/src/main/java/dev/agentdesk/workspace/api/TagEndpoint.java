package dev.agentdesk.workspace.api;

import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.workspace.catalog.Catalog;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The tags in use. A tag is there as long as a Workspace has it; it is given and taken with the Workspace. */
@RestController
final class TagEndpoint {

    private final Catalog catalog;

    TagEndpoint(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param workspaces how many of those that you may see have it */
    record Tag(String name, long workspaces) {}

    @GetMapping("/api/v1/tags")
    Page<Tag> list() {
        var principal = RequestContext.current().principal();
        principal.require("workspaces:read");
        var tags = catalog.tags(principal).entrySet().stream()
                .map(it -> new Tag(it.getKey(), it.getValue()))
                .toList();
        return new Page<>(tags, null);
    }
}
