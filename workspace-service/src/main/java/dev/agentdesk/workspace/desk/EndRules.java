package dev.agentdesk.workspace.desk;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ErasureRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ServiceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceDeleted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceUndeleted;
import dev.agentdesk.workspace.desk.WorkspaceState.Deleted;
import dev.agentdesk.workspace.desk.WorkspaceState.Erasing;
import dev.agentdesk.workspace.desk.WorkspaceState.Gone;
import dev.agentdesk.workspace.desk.WorkspaceState.Present;
import java.util.List;

/** Deleting, which can be taken back, and erasing, which can't. Pure. */
final class EndRules {

    private EndRules() {}

    static List<WorkspaceEvent> delete(Present present, WorkspaceCommand.Delete command) {
        return switch (present) {
            case Deleted d -> List.of();
            case Erasing e -> List.of();
            case Gone g -> List.of();
            default ->
                List.of(new WorkspaceDeleted(
                        command.stamp(), command.workspaceId(), present.facts().generation() + 1));
        };
    }

    static List<WorkspaceEvent> undelete(Present present, WorkspaceCommand.Undelete command) {
        return switch (present) {
            case Deleted d -> List.of(new WorkspaceUndeleted(command.stamp(), command.workspaceId()));
            case Erasing e -> throw new Rejection(ProblemCode.GONE, "The workspace is being erased.");
            case Gone g -> throw new Rejection(ProblemCode.GONE, "The workspace was erased.");
            default -> List.of();
        };
    }

    static List<WorkspaceEvent> requestErasure(Present present, WorkspaceCommand.RequestErasure command) {
        return switch (present) {
            case Erasing e -> List.of();
            case Gone g -> List.of();
            default -> List.of(new ErasureRequested(command.stamp(), command.workspaceId()));
        };
    }

    static List<WorkspaceEvent> recordErased(Present present, WorkspaceCommand.RecordErased command) {
        if (!(present instanceof Erasing erasing)
                || !erasing.facts().stillHolding().contains(command.service())) {
            return List.of();
        }
        var answered = new ServiceErased(command.stamp(), command.workspaceId(), command.service());
        return erasing.facts().stillHolding().size() > 1
                ? List.of(answered)
                : List.of(answered, new WorkspaceErased(command.stamp().then(1), command.workspaceId()));
    }
}
