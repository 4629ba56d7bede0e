package dev.agentdesk.trigger.schedule;

import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.kit.security.Principal;
import dev.agentdesk.trigger.access.WorkspaceAccess;
import org.springframework.stereotype.Component;

/** The one place that decides whether a principal may see or change a Schedule: as it may its Workspace. */
@Component
public class ScheduleAccess {

    private final Schedules schedules;
    private final WorkspaceAccess workspaces;

    ScheduleAccess(Schedules schedules, WorkspaceAccess workspaces) {
        this.schedules = schedules;
        this.workspaces = workspaces;
    }

    /** @throws Rejection 404 if there is none, or none for this principal */
    public Schedules.Row seen(Principal principal, String id) {
        return schedules.seen(principal, id).orElseThrow(Rejection::notFound);
    }

    /** @throws Rejection 403 if the principal may only look; 404 as {@link #seen} */
    public Schedules.Row changeable(Principal principal, String id) {
        var schedule = seen(principal, id);
        workspaces.requireEditor(workspaces.seen(principal, schedule.workspaceId()));
        return schedule;
    }
}
