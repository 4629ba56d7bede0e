package dev.agentdesk.workspace.api;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.kit.web.Versions;
import dev.agentdesk.workspace.catalog.Catalog;
import dev.agentdesk.workspace.catalog.ConfigurationHistory;
import dev.agentdesk.workspace.catalog.WorkspaceRow;
import dev.agentdesk.workspace.configuration.Configurations;
import dev.agentdesk.workspace.configuration.Differences;
import dev.agentdesk.workspace.desk.Settings;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ReplaceConfiguration;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The configuration of a Workspace: every accepted change is a new, immutable version. */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/config")
final class ConfigurationEndpoint {

    private static final int LONGEST_REASON = 500;

    /** A patch without {@code If-Match} is made again on the newest version when another writer was first. */
    private static final int MOST_PATCHES = 5;

    private final Commands commands;
    private final Catalog catalog;
    private final ConfigurationHistory history;
    private final Configurations configurations;
    private final Stamps stamps;

    ConfigurationEndpoint(
            Commands commands,
            Catalog catalog,
            ConfigurationHistory history,
            Configurations configurations,
            Stamps stamps) {
        this.commands = commands;
        this.catalog = catalog;
        this.history = history;
        this.configurations = configurations;
        this.stamps = stamps;
    }

    record Accepted(long configVersion, Map<String, String> applies) {}

    record Restore(long version) {}

    record VersionView(
            long version,
            Instant at,
            Map<String, String> actor,
            @Nullable String reason,
            @Nullable Long restoredFrom,
            List<ChangeView> changes) {}

    record ChangeView(
            String path,
            @Nullable JsonNode old,

            @com.fasterxml.jackson.annotation.JsonProperty("new") @Nullable
            JsonNode now) {}

    record Difference(long from, long to, List<ChangeView> changes) {}

    record Valid(boolean valid) {}

    @GetMapping
    ResponseEntity<JsonNode> get(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Long version,
            @RequestParam(required = false) @Nullable String at) {
        var row = visible(id, "workspaces:read");
        var found = at == null
                ? history.version(row.id(), version == null ? row.configVersion() : version)
                : history.at(row.id(), instant(at));
        return ResponseEntity.ok().eTag(Versions.tag(found.version())).body(configurations.tree(found.document()));
    }

    @PutMapping
    ResponseEntity<Accepted> replace(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String reason,
            @RequestBody JsonNode document) {
        var row = usable(id);
        var settings = configurations.settings(document, row.owner());
        return store(row, settings, reason(reason), Versions.expected(ifMatch), null);
    }

    @PatchMapping
    ResponseEntity<Accepted> patch(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String reason,
            @RequestBody JsonNode patch) {
        var expected = Versions.expected(ifMatch);
        for (int attempt = 1; ; attempt++) {
            var row = usable(id);
            var base = expected == null ? row.configVersion() : expected;
            if (base != row.configVersion()) {
                throw stale(row.configVersion());
            }
            var document = history.version(row.id(), base).document();
            var settings = configurations.settings(configurations.patched(document, patch), row.owner());
            try {
                return store(row, settings, reason(reason), base, null);
            } catch (Rejection e) {
                if (e.code() != ProblemCode.PRECONDITION_FAILED || expected != null || attempt == MOST_PATCHES) {
                    throw e;
                }
            }
        }
    }

    @PostMapping("/validate")
    Valid validate(@PathVariable String id, @RequestBody JsonNode document) {
        configurations.settings(document, visible(id, "workspaces:read").owner());
        return new Valid(true);
    }

    @PostMapping("/restore")
    ResponseEntity<Accepted> restore(
            @PathVariable String id,
            @RequestHeader(value = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody Restore restore) {
        var row = usable(id);
        var document =
                configurations.tree(history.version(row.id(), restore.version()).document());
        var settings = configurations.settings(document, row.owner());
        return store(row, settings, null, Versions.expected(ifMatch), restore.version());
    }

    @GetMapping("/versions")
    Page<VersionView> versions(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var row = visible(id, "workspaces:read");
        int size = Cursor.limit(limit, Page.MOST);
        var before = before(cursor);
        var found = history.versions(row.id(), before, size + 1);
        var shown =
                found.stream().limit(size).map(v -> view(row.id(), v, found)).toList();
        var next = found.size() > size
                ? Cursor.encode(Long.toString(shown.getLast().version()))
                : null;
        return new Page<>(shown, next);
    }

    @GetMapping("/diff")
    Difference diff(@PathVariable String id, @RequestParam long from, @RequestParam long to) {
        var row = visible(id, "workspaces:read");
        var old = history.version(row.id(), from).document();
        var now = history.version(row.id(), to).document();
        return new Difference(from, to, changes(old, now));
    }

    private ResponseEntity<Accepted> store(
            WorkspaceRow row,
            Settings settings,
            @Nullable String reason,
            @Nullable Long expected,
            @Nullable Long from) {
        commands.send(new ReplaceConfiguration(stamps.ofRequest(row.id()), row.id(), settings, reason, expected, from));
        var now = catalog.find(row.id()).orElseThrow(Rejection::notFound).configVersion();
        var before = now > 1 && now != row.configVersion()
                ? history.version(row.id(), now - 1).document()
                : settings.document();
        var applies = Differences.applies(
                Differences.between(configurations.tree(before), configurations.tree(settings.document())));
        return ResponseEntity.ok().eTag(Versions.tag(now)).body(new Accepted(now, applies));
    }

    /** The version before is the next one in the list, or is read where the list ends. */
    private VersionView view(
            String workspaceId, ConfigurationHistory.Version version, List<ConfigurationHistory.Version> listed) {
        var before = version.version() == 1
                ? null
                : listed.stream()
                        .filter(other -> other.version() == version.version() - 1)
                        .findFirst()
                        .orElseGet(() -> history.version(workspaceId, version.version() - 1));
        return new VersionView(
                version.version(),
                version.at(),
                Map.of("type", version.actorType(), "id", version.actorId()),
                version.reason(),
                version.restoredFrom(),
                before == null ? List.of() : changes(before.document(), version.document()));
    }

    private List<ChangeView> changes(String old, String now) {
        return Differences.between(configurations.tree(old), configurations.tree(now)).stream()
                .map(change -> new ChangeView(change.path(), change.old(), change.now()))
                .toList();
    }

    private WorkspaceRow usable(String id) {
        var row = visible(id, "workspaces:write");
        if (!row.isUsable()) {
            throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the workspace first.");
        }
        return row;
    }

    private WorkspaceRow visible(String id, String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return catalog.visible(id, principal);
    }

    private static Rejection stale(long present) {
        return new Rejection(
                ProblemCode.PRECONDITION_FAILED,
                "The present version is " + present + "; read it and decide again.",
                Map.of("version", present));
    }

    private static @Nullable String reason(@Nullable String reason) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw InvalidRequest.at("?reason", "too-long", "At most " + LONGEST_REASON + " characters.");
        }
        return reason;
    }

    private static long before(@Nullable String cursor) {
        var decoded = Cursor.decode(cursor);
        if (decoded == null) {
            return Long.MAX_VALUE;
        }
        if (!decoded.matches("[0-9]{1,18}")) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        return Long.parseLong(decoded);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw InvalidRequest.at("?at", "malformed", "A time such as 2026-11-22T10:00:00Z.");
        }
    }
}
