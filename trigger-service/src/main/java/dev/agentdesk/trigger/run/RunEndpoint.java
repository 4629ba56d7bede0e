package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.id.Ids;
import dev.agentdesk.kit.problem.InvalidRequest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.access.WorkspaceAccess;
import dev.agentdesk.trigger.listing.Newest;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/runs}. */
@RestController
@RequestMapping("/api/v1/runs")
class RunEndpoint {

    private static final Set<String> OUTCOMES = Set.of(
            "fired",
            "caught_up",
            "backfilled",
            "buffered",
            "debounced",
            "skipped",
            "missed",
            "filtered",
            "limited",
            "held",
            "failed",
            "dead");

    private final Runs runs;
    private final WorkspaceAccess workspaces;
    private final RunProperties properties;
    private final Clock clock;

    RunEndpoint(Runs runs, WorkspaceAccess workspaces, RunProperties properties, Clock clock) {
        this.runs = runs;
        this.workspaces = workspaces;
        this.properties = properties;
        this.clock = clock;
    }

    @GetMapping
    Page<RunView> list(
            @RequestParam(name = "workspace_id") @Nullable String workspaceId,
            @RequestParam @Nullable String outcome,
            @RequestParam @Nullable String source,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        var principal = caller();
        if (source != null && !Ids.isId("rte", source) && !Ids.isId("sch", source)) {
            throw InvalidRequest.at("?source", "malformed", "A source is the id of a route or a schedule.");
        }
        int most = Cursor.limit(limit, Page.MOST);
        var workspace = workspaceId == null
                ? null
                : workspaces.seen(principal, workspaceId).id();
        var rows = runs.page(
                principal,
                new Runs.Wanted(workspace, outcome(outcome), source),
                Newest.after(cursor),
                most + Newest.ONE_MORE);
        return Newest.page(
                rows, most, row -> new Newest(row.decidedAt(), row.id()), row -> RunView.of(row, overdueBefore()));
    }

    /** An outcome to narrow a list to; null for all. */
    static @Nullable String outcome(@Nullable String outcome) {
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            throw InvalidRequest.at("?outcome", "unknown-value", "There is no such outcome of a run.");
        }
        return outcome;
    }

    @GetMapping("/{id}")
    RunView get(@PathVariable String id) {
        return RunView.of(runs.seen(caller(), id).orElseThrow(Rejection::notFound), overdueBefore());
    }

    private Instant overdueBefore() {
        return clock.instant().minus(properties.answerWithin());
    }

    private static Principal caller() {
        var principal = RequestContext.current().principal();
        principal.require("automation:read");
        return principal;
    }
}
