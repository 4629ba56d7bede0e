package dev.agentdesk.trigger.schedule;

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
import dev.agentdesk.trigger.hold.Holds;
import dev.agentdesk.trigger.listing.Newest;
import dev.agentdesk.trigger.listing.PlainText;
import dev.agentdesk.trigger.schedule.ScheduleCommand.CreateSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.DeleteSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.EditSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.PauseSchedule;
import dev.agentdesk.trigger.schedule.ScheduleCommand.ResumeSchedule;
import java.net.URI;
import java.time.Clock;
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

/** {@code /api/v1/workspaces/{id}/schedules} and {@code /api/v1/schedules}. */
@RestController
@RequestMapping("/api/v1")
class ScheduleEndpoint {

    private static final int MOST_PER_WORKSPACE = 200;
    private static final int LONGEST_REASON = 500;

    private final Commands commands;
    private final Schedules schedules;
    private final ScheduleAccess access;
    private final WorkspaceAccess workspaces;
    private final TaskTexts texts;
    private final Holds holds;
    private final Stamps stamps;
    private final IdSource ids;
    private final Clock clock;

    ScheduleEndpoint(
            Commands commands,
            Schedules schedules,
            ScheduleAccess access,
            WorkspaceAccess workspaces,
            TaskTexts texts,
            Holds holds,
            Stamps stamps,
            IdSource ids,
            Clock clock) {
        this.commands = commands;
        this.schedules = schedules;
        this.access = access;
        this.workspaces = workspaces;
        this.texts = texts;
        this.holds = holds;
        this.stamps = stamps;
        this.ids = ids;
        this.clock = clock;
    }

    /** Why it is paused; shown to everybody who sees it. */
    record PauseRequest(@Nullable String reason) {}

    @PostMapping("/workspaces/{workspaceId}/schedules")
    ResponseEntity<ScheduleView> create(@PathVariable String workspaceId, @RequestBody ScheduleRequest body) {
        var principal = caller("automation:write");
        var workspace = workspaces.seen(principal, workspaceId);
        workspaces.requireEditor(workspace);
        var settings = body.settings(clock.instant());
        texts.check(workspace.id(), settings.task());
        if (schedules.count(workspace.id()) >= MOST_PER_WORKSPACE) {
            throw new Rejection(ProblemCode.CONFLICT, "A workspace has at most " + MOST_PER_WORKSPACE + " schedules.");
        }
        var id = ids.mint("sch");
        commands.send(new CreateSchedule(stamps.ofRequest(workspace.id()), id, workspace.id(), settings));
        var created = access.seen(principal, id);
        return ResponseEntity.created(URI.create("/api/v1/schedules/" + id))
                .eTag(Versions.tag(created.version()))
                .body(ScheduleView.of(created));
    }

    @GetMapping("/workspaces/{workspaceId}/schedules")
    Page<ScheduleView> list(
            @PathVariable String workspaceId,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        var principal = caller("automation:read");
        var workspace = workspaces.seen(principal, workspaceId);
        int most = Cursor.limit(limit, Page.MOST);
        var rows = schedules.page(principal, workspace.id(), Newest.after(cursor), most + Newest.ONE_MORE);
        return Newest.page(rows, most, row -> new Newest(row.createdAt(), row.id()), ScheduleView::of);
    }

    @GetMapping("/schedules/{id}")
    ResponseEntity<ScheduleView> get(@PathVariable String id) {
        return answer(access.seen(caller("automation:read"), id));
    }

    @PatchMapping("/schedules/{id}")
    ResponseEntity<ScheduleView> edit(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody ScheduleRequest body) {
        var principal = caller("automation:write");
        var present = access.changeable(principal, id);
        var change = body.change(present.timing(), present.settings().policy(), clock.instant());
        texts.check(present.workspaceId(), change.task());
        commands.send(new EditSchedule(
                stamps.ofRequest(present.workspaceId()), id, Versions.expected(ifMatch), change, hold(present)));
        return answer(access.seen(principal, id));
    }

    @DeleteMapping("/schedules/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id, @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        var present = access.changeable(caller("automation:write"), id);
        commands.send(new DeleteSchedule(
                stamps.ofRequest(present.workspaceId()), id, Versions.expected(ifMatch), hold(present)));
        return ResponseEntity.noContent().build();
    }

    @PostMapping("/schedules/{id}/pause")
    ResponseEntity<ScheduleView> pause(
            @PathVariable String id, @RequestBody(required = false) @Nullable PauseRequest body) {
        var principal = caller("automation:write");
        var present = access.changeable(principal, id);
        var reason = body == null || body.reason() == null ? "" : body.reason();
        if (reason.length() > LONGEST_REASON || !PlainText.isLines(reason)) {
            throw InvalidRequest.at(
                    "/reason", "invalid", "A reason has at most " + LONGEST_REASON + " printable characters.");
        }
        commands.send(new PauseSchedule(stamps.ofRequest(present.workspaceId()), id, reason, hold(present)));
        return answer(access.seen(principal, id));
    }

    @PostMapping("/schedules/{id}/resume")
    ResponseEntity<ScheduleView> resume(@PathVariable String id) {
        var principal = caller("automation:write");
        var present = access.changeable(principal, id);
        commands.send(new ResumeSchedule(stamps.ofRequest(present.workspaceId()), id, hold(present)));
        return answer(access.seen(principal, id));
    }

    private @Nullable String hold(Schedules.Row schedule) {
        return holds.on(schedule.workspaceId(), clock.instant()).orElse(null);
    }

    private static ResponseEntity<ScheduleView> answer(Schedules.Row row) {
        return ResponseEntity.ok().eTag(Versions.tag(row.version())).body(ScheduleView.of(row));
    }

    private static Principal caller(String scope) {
        var principal = RequestContext.current().principal();
        principal.require(scope);
        return principal;
    }
}
