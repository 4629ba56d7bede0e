package dev.agentdesk.terminal.checkpoint;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.path.PathRefused;
import dev.agentdesk.kit.path.RelativePath;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.checkpoint.CheckpointRows.Row;
import dev.agentdesk.terminal.checkpoint.Restoring.Restored;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The moments of a Workspace's files, what lies between two of them, and the way back to one. */
@RestController
@RequestMapping("/api/v1/workspaces/{id}/checkpoints")
class CheckpointEndpoint {

    static final int MOST_PATHS = 1_000;

    private final Access access;
    private final Checkpoints checkpoints;
    private final CheckpointRows rows;
    private final Repository repository;
    private final Restoring restoring;

    CheckpointEndpoint(
            Access access, Checkpoints checkpoints, CheckpointRows rows, Repository repository, Restoring restoring) {
        this.access = access;
        this.checkpoints = checkpoints;
        this.rows = rows;
        this.repository = repository;
        this.restoring = restoring;
    }

    /** @param to null: the files as they are now */
    record Difference(String from, @Nullable String to, List<Change> data, boolean truncated) {}

    /** @param paths files and folders; null: all */
    record Some(@Nullable List<@Nullable String> paths) {}

    @GetMapping
    Page<CheckpointView> list(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var workspace = workspace("files:read", id);
        int most = Cursor.limit(limit, Page.MOST);
        var before = Cursor.decode(cursor);
        if (before != null && !Ids.isId("chk", before)) {
            throw InvalidRequest.at("?cursor", "malformed", "Use the next_cursor of the page before.");
        }
        var found = rows.page(workspace, before, most + 1);
        var shown = found.stream().limit(most).map(Row::view).toList();
        return new Page<>(
                shown, found.size() > most ? Cursor.encode(shown.getLast().id()) : null);
    }

    @GetMapping("/{checkpointId}")
    CheckpointView get(@PathVariable String id, @PathVariable String checkpointId) {
        return checkpoints.find(workspace("files:read", id), checkpointId).view();
    }

    @GetMapping("/{checkpointId}/diff")
    ResponseEntity<?> diff(
            @PathVariable String id,
            @PathVariable String checkpointId,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "json") String format) {
        var workspace = workspace("files:read", id);
        var from = checkpoints.find(workspace, checkpointId);
        var tree = to == null
                ? checkpoints.now(workspace).tree()
                : checkpoints.find(workspace, to).tree();
        return answer(
                repository,
                workspace,
                from.tree(),
                tree,
                format,
                (changes, truncated) -> new Difference(checkpointId, to, changes, truncated));
    }

    @PostMapping("/{checkpointId}/restore")
    Restored restore(
            @PathVariable String id,
            @PathVariable String checkpointId,
            @RequestBody(required = false) @Nullable Some some) {
        var workspace = workspace("files:write", id);
        var tree = checkpoints.find(workspace, checkpointId).tree();
        return restoring.restore(workspace, tree, paths(some));
    }

    /** How the list of changes is wrapped. */
    @FunctionalInterface
    interface Wrapping {

        Object of(List<Change> changes, boolean truncated);
    }

    /** JSON, or a unified diff as text that no browser runs. */
    static ResponseEntity<?> answer(
            Repository repository, String workspaceId, String from, String to, String format, Wrapping wrapping) {
        return switch (format) {
            case "json" ->
                ResponseEntity.ok(repository.<Object>read(workspaceId, objects -> {
                    var comparison = new Comparison(objects, from, to);
                    return wrapping.of(comparison.changes(), comparison.truncated());
                }));
            case "patch" ->
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("text/x-patch;charset=UTF-8"))
                        .header("Content-Disposition", "attachment; filename=\"changes.patch\"")
                        .header("X-Content-Type-Options", "nosniff")
                        .body(repository.read(workspaceId, objects -> new Comparison(objects, from, to).patch()));
            default -> throw InvalidRequest.at("?format", "unknown-value", "One of json, patch.");
        };
    }

    /** In their plain form; null: all. */
    static @Nullable List<String> paths(@Nullable Some some) {
        if (some == null || some.paths() == null) {
            return null;
        }
        if (some.paths().isEmpty()
                || some.paths().size() > MOST_PATHS
                || some.paths().contains(null)) {
            throw InvalidRequest.at("/paths", "malformed", "1 to " + MOST_PATHS + " paths; leave it out for all.");
        }
        return some.paths().stream()
                .map(it -> plain(Objects.requireNonNull(it)))
                .toList();
    }

    private static String plain(String path) {
        try {
            return RelativePath.parse(path).toString();
        } catch (PathRefused refused) {
            throw InvalidRequest.at("/paths", "malformed", String.valueOf(refused.getMessage()));
        }
    }

    /** @throws Rejection 404 where there is nothing for this principal */
    private String workspace(String scope, String id) {
        return access.require(RequestContext.current().principal(), scope, id).workspaceId();
    }
}
