package dev.agentdesk.trigger.run;

import dev.agentdesk.kit.command.Commands;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.id.IdSource;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.kit.web.Cursor;
import dev.agentdesk.kit.web.Page;
import dev.agentdesk.kit.web.RequestContext;
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.schedule.ScheduleAccess;
import dev.agentdesk.trigger.schedule.ScheduleCommand.RunNow;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The runs of one schedule, and one more. */
@RestController
@RequestMapping("/api/v1/schedules/{id}")
class ScheduleRunEndpoint {

    private final Commands commands;
    private final ScheduleAccess schedules;
    private final Runs runs;
    private final Holds holds;
    private final RunProperties properties;
    private final Stamps stamps;
    private final IdSource ids;
    private final Clock clock;

    ScheduleRunEndpoint(
            Commands commands,
            ScheduleAccess schedules,
            Runs runs,
            Holds holds,
            RunProperties properties,
            Stamps stamps,
            IdSource ids,
            Clock clock) {
        this.commands = commands;
        this.schedules = schedules;
        this.runs = runs;
        this.holds = holds;
        this.properties = properties;
        this.stamps = stamps;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping("/runs")
    Page<RunView> list(
            @PathVariable String id,
            @RequestParam @Nullable String outcome,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        var principal = caller("automation:read");
        var schedule = schedules.seen(principal, id);
        int most = Cursor.limit(limit, Page.MOST);
        var wanted = new Runs.Wanted(schedule.workspaceId(), RunEndpoint.outcome(outcome), id);
        var rows = runs.page(principal, wanted, Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(
                rows, most, row -> new Newest(row.decidedAt(), row.id()), row -> RunView.of(row, overdueBefore()));
    }

    @PostMapping("/run-now")
    ResponseEntity<RunView> runNow(@PathVariable String id) {
        var principal = caller("automation:write");
        var schedule = schedules.changeable(principal, id);
        holds.requireNone(schedule.workspaceId(), clock.instant());
        var run = ids.mint("run");
        commands.send(new RunNow(stamps.ofRequest(schedule.workspaceId()), id, run));
        var started = runs.seen(principal, run).orElseThrow(Rejection::notFound);
        return ResponseEntity.created(URI.create("/api/v1/runs/" + run)).body(RunView.of(started, overdueBefore()));
    }

    private Instant overdueBefore() {
        return clock.instant().minus(properties.answerWithin());
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
