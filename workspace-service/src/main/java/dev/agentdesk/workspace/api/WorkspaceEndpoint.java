package dev.agentdesk.workspace.api;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.problem.Violations;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import dev.agentdesk.workspace.configuration.Configurations;
import dev.agentdesk.workspace.desk.Details;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ChangeDetails;
import dev.agentdesk.workspace.desk.WorkspaceCommand.CreateWorkspace;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Delete;
import dev.agentdesk.workspace.desk.WorkspaceCommand.RequestErasure;
import dev.agentdesk.workspace.desk.WorkspaceCommand.Undelete;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
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
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/workspaces}: creating, finding, naming and ending Workspaces. */
@RestController
@RequestMapping("/api/v1/workspaces")
final class WorkspaceEndpoint {

    private final Commands commands;
    private final Catalog catalog;
    private final Configurations configurations;
    private final Stamps stamps;
    private final IdSource ids;

    WorkspaceEndpoint(Commands commands, Catalog catalog, Configurations configurations, Stamps stamps, IdSource ids) {
        this.commands = commands;
        this.catalog = catalog;
        this.configurations = configurations;
        this.stamps = stamps;
        this.ids = ids;
    }

    record Creation(
            @Nullable String name,
            @Nullable String slug,
            @Nullable String description,
            @Nullable String owner,
            @Nullable JsonNode template,
            @Nullable JsonNode config,
            @Nullable Boolean start,
            @Nullable List<@Nullable String> tags) {}

    record Changes(
            @Nullable String name,
            @Nullable String slug,
            @Nullable String description,
            @Nullable List<@Nullable String> tags) {}

    @PostMapping
    ResponseEntity<WorkspaceView> create(@RequestBody Creation creation) {
        var principal = principal("workspaces:write");
        var id = ids.mint("wrk");
        var principalId = ids.mint("wsp");
        var stamp = stamps.ofRequest(id);
        if (catalog.find(id).isEmpty()) {
            var violations = new Violations();
            var details = details(creation, id, violations);
            var owner = owner(creation, principal, violations);
            var settings = configurations.settings(creation.config(), owner, "/config", violations);
            violations.throwIfAny();
            boolean start = creation.start() == null || creation.start();
            create(
                    new CreateWorkspace(stamp, id, principalId, owner, details, settings, start),
                    creation.slug() != null);
        }
        var row = catalog.visible(id, principal);
        return ResponseEntity.created(URI.create("/api/v1/workspaces/" + id))
                .eTag(Versions.tag(row.version()))
                .body(WorkspaceView.of(row));
    }

    /** A slug that people chose is theirs or refused; one that we made is made different. */
    private void create(CreateWorkspace command, boolean slugChosen) {
        try {
            commands.send(command);
        } catch (DuplicateKeyException e) {
            if (slugChosen) {
                throw new Rejection(ProblemCode.SLUG_TAKEN, "Choose another slug.");
            }
            var details = command.details();
            var other = new Details(
                    details.name(),
                    DetailsRules.otherSlug(details.slug(), command.workspaceId()),
                    details.description(),
                    details.tags());
            commands.send(new CreateWorkspace(
                    command.stamp(),
                    command.workspaceId(),
                    command.principalId(),
                    command.owner(),
                    other,
                    command.configuration(),
                    command.start()));
        }
    }

    @GetMapping
    Page<WorkspaceView> list(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var principal = principal("workspaces:read");
        var page = catalog.list(new Catalog.Filter(q, tag, status), principal, limit, cursor);
        return new Page<>(page.data().stream().map(WorkspaceView::of).toList(), page.nextCursor());
    }

    @GetMapping("/{id}")
    ResponseEntity<WorkspaceView> get(@PathVariable String id) {
        return answer(catalog.visible(id, principal("workspaces:read")));
    }

    @PatchMapping("/{id}")
    ResponseEntity<WorkspaceView> change(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Changes changes) {
        var principal = principal("workspaces:write");
        var row = catalog.visible(id, principal);
        if (row.isUsable()) {
            var details = new Details(
                    Objects.requireNonNullElse(changes.name(), Objects.requireNonNullElse(row.name(), "")),
                    Objects.requireNonNullElse(changes.slug(), Objects.requireNonNullElse(row.slug(), "")),
                    changes.description() == null ? row.description() : changes.description(),
                    changes.tags() == null ? row.tags() : tags(changes.tags()));
            checked(details);
            rename(new ChangeDetails(stamps.ofRequest(row.id()), row.id(), details, Versions.expected(ifMatch)));
        } else {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the workspace first.");
        }
        return answer(catalog.visible(row.id(), principal));
    }

    private void rename(ChangeDetails command) {
        try {
            commands.send(command);
        } catch (DuplicateKeyException e) {
            throw new Rejection(ProblemCode.SLUG_TAKEN, "Choose another slug.");
        }
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(@PathVariable String id) {
        var row = catalog.visible(id, principal("workspaces:write"));
        commands.send(new Delete(stamps.ofRequest(row.id()), row.id()));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/{id}/undelete")
    ResponseEntity<WorkspaceView> undelete(@PathVariable String id) {
        var principal = principal("workspaces:write");
        var row = catalog.visible(id, principal);
        commands.send(new Undelete(stamps.ofRequest(row.id()), row.id()));
        return answer(catalog.visible(row.id(), principal));
    }

    /** Final. Answered when it is decided; {@code status} becomes {@code erased} when every service has done it. */
    @PostMapping("/{id}/erase")
    ResponseEntity<WorkspaceView> erase(@PathVariable String id) {
        var principal = principal("workspaces:write");
        var row = catalog.visible(id, principal);
        commands.send(new RequestErasure(stamps.ofRequest(row.id()), row.id()));
        return ResponseEntity.accepted().body(WorkspaceView.of(catalog.visible(row.id(), principal)));
    }

    private static String owner(Creation creation, Principal principal, Violations violations) {
        violations.check(
                creation.owner() == null || creation.owner().equals(principal.account()),
                "/owner",
                "not-available",
                "A workspace belongs to whoever creates it.");
        return principal.account();
    }

    private static Details details(Creation creation, String id, Violations violations) {
        violations.check(
                creation.template() == null || creation.template().isNull(),
                "/template",
                "not-available",
                "Templates are not available in this version.");
        var slug = creation.slug() == null ? DetailsRules.slug(creation.name(), id) : creation.slug();
        var name = Objects.requireNonNullElse(creation.name(), "");
        var details = new Details(
                name, slug, creation.description(), creation.tags() == null ? List.of() : tags(creation.tags()));
        DetailsRules.check(details, violations);
        return details;
    }

    private static Details checked(Details details) {
        var violations = new Violations();
        DetailsRules.check(details, violations);
        violations.throwIfAny();
        return details;
    }

    private static List<String> tags(List<@Nullable String> tags) {
        if (tags.stream().anyMatch(Objects::isNull)) {
            throw InvalidRequest.at("/tags", "wrong-type", "A tag is a text.");
        }
        return tags.stream().map(Objects::requireNonNull).distinct().toList();
    }

    private static ResponseEntity<WorkspaceView> answer(WorkspaceRow row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(WorkspaceView.of(row));
    }

    private static Principal principal(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
