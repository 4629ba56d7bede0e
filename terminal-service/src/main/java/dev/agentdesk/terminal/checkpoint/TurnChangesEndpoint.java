package dev.agentdesk.terminal.checkpoint;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.terminal.access.Access;
import dev.agentdesk.terminal.checkpoint.CheckpointEndpoint.Some;
import dev.agentdesk.terminal.checkpoint.CheckpointRows.TurnFiles;
import dev.agentdesk.terminal.checkpoint.Restoring.Restored;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a turn did to the files of its Workspace, and taking it back. */
@RestController
@RequestMapping("/api/v1/turns/{id}")
class TurnChangesEndpoint {

    private final Access access;
    private final Checkpoints checkpoints;
    private final CheckpointRows rows;
    private final Repository repository;
    private final Restoring restoring;

    TurnChangesEndpoint(
            Access access, Checkpoints checkpoints, CheckpointRows rows, Repository repository, Restoring restoring) {
        this.access = access;
        this.checkpoints = checkpoints;
        this.rows = rows;
        this.repository = repository;
        this.restoring = restoring;
    }

    /**
     * The files before and after a turn.
     *
     * @param from the checkpoint before its first tool; null where it used none
     * @param to the one after its end; null while it runs, and then the files are compared as they are now
     */
    record TurnChanges(
            String turnId,
            String workspaceId,
            @Nullable String from,
            @Nullable String to,
            List<Change> data,
            boolean truncated) {}

    @GetMapping("/changes")
    ResponseEntity<?> changes(@PathVariable String id, @RequestParam(defaultValue = "json") String format) {
        var turn = turn(id, "files:read");
        if (turn.beforeId() == null) {
            return ResponseEntity.ok(new TurnChanges(id, turn.workspaceId(), null, null, List.of(), false));
        }
        var before = checkpoints.find(turn.workspaceId(), turn.beforeId());
        var after = turn.afterId() == null
                ? checkpoints.now(turn.workspaceId()).tree()
                : checkpoints.find(turn.workspaceId(), turn.afterId()).tree();
        return CheckpointEndpoint.answer(
                repository,
                turn.workspaceId(),
                before.tree(),
                after,
                format,
                (changes, truncated) ->
                        new TurnChanges(id, turn.workspaceId(), turn.beforeId(), turn.afterId(), changes, truncated));
    }

    @PostMapping("/revert")
    Restored revert(@PathVariable String id, @RequestBody(required = false) @Nullable Some some) {
        var turn = turn(id, "files:write");
        if (turn.beforeId() == null || turn.afterId() == null) {
            throw new Rejection(ProblemCode.CONFLICT, "The turn runs, or it has changed nothing.");
        }
        return restoring.revert(
                turn.workspaceId(),
                checkpoints.find(turn.workspaceId(), turn.beforeId()).tree(),
                checkpoints.find(turn.workspaceId(), turn.afterId()).tree(),
                CheckpointEndpoint.paths(some));
    }

    private TurnFiles turn(String id, String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        var turn = rows.turn(id).orElseThrow(Rejection::notFound);
        access.require(principal, scope, turn.workspaceId());
        return turn;
    }
}
