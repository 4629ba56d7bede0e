package dev.agentdesk.workspace.desk;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentFailed;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStarted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStopped;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StartRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StopRequested;
import dev.agentdesk.workspace.desk.WorkspaceState.Failed;
import dev.agentdesk.workspace.desk.WorkspaceState.NeverStarted;
import dev.agentdesk.workspace.desk.WorkspaceState.Present;
import dev.agentdesk.workspace.desk.WorkspaceState.Running;
import dev.agentdesk.workspace.desk.WorkspaceState.Starting;
import dev.agentdesk.workspace.desk.WorkspaceState.Stopped;
import dev.agentdesk.workspace.desk.WorkspaceState.Stopping;
import java.util.List;

/** Starting and stopping. A repeat in the same condition is a success without an event. Pure. */
final class LifecycleRules {

    private LifecycleRules() {}

    static List<WorkspaceEvent> start(Present present, Stamp stamp, String cause) {
        return switch (present) {
            case Starting s -> List.of();
            case Running r -> List.of();
            default -> List.of(startRequested(present.facts(), stamp, 1, cause));
        };
    }

    /** A failed Workspace is not started by work: it would fail again for each message; a person looks first. */
    static List<WorkspaceEvent> startForWork(Present present, Stamp stamp) {
        return switch (present) {
            case NeverStarted n -> startIfAllowed(n.facts(), stamp);
            case Stopped s -> startIfAllowed(s.facts(), stamp);
            case Stopping s -> startIfAllowed(s.facts(), stamp);
            case Failed f ->
                throw new Rejection(ProblemCode.CONFLICT, "The workspace failed to start; see its status_reason.");
            default -> List.of();
        };
    }

    private static List<WorkspaceEvent> startIfAllowed(Facts facts, Stamp stamp) {
        if (!facts.autoStart()) {
            throw new Rejection(ProblemCode.CONFLICT, "The workspace is stopped and auto_start is off.");
        }
        return List.of(startRequested(facts, stamp, 1, "work"));
    }

    static List<WorkspaceEvent> stop(Present present, Stamp stamp, String cause) {
        return switch (present) {
            case NeverStarted n -> List.of();
            case Stopping s -> List.of();
            case Stopped s -> List.of();
            default -> List.of(stopRequested(present.facts(), stamp, cause));
        };
    }

    static List<WorkspaceEvent> restart(Present present, Stamp stamp) {
        if (present instanceof Running || present instanceof Starting) {
            return List.of(
                    stopRequested(present.facts(), stamp, "restart"),
                    startRequested(present.facts(), stamp.then(1), 2, "restart"));
        }
        return start(present, stamp, "restart");
    }

    static List<WorkspaceEvent> ready(Present present, WorkspaceCommand.ObserveReady seen) {
        boolean news = present instanceof Starting
                && seen.generation() == present.facts().generation();
        return news
                ? List.of(new EnvironmentStarted(
                        seen.stamp(),
                        seen.workspaceId(),
                        seen.generation(),
                        seen.tier(),
                        seen.enforced(),
                        seen.notEnforced()))
                : List.of();
    }

    static List<WorkspaceEvent> failed(Present present, WorkspaceCommand.ObserveFailure seen) {
        boolean news = (present instanceof Starting || present instanceof Running)
                && seen.generation() == present.facts().generation();
        return news
                ? List.of(new EnvironmentFailed(
                        seen.stamp(), seen.workspaceId(), seen.generation(), seen.code(), seen.reason()))
                : List.of();
    }

    static List<WorkspaceEvent> stopped(Present present, WorkspaceCommand.ObserveStopped seen) {
        boolean news = present instanceof Stopping
                && seen.generation() >= present.facts().generation();
        return news ? List.of(new EnvironmentStopped(seen.stamp(), seen.workspaceId(), seen.generation())) : List.of();
    }

    private static StartRequested startRequested(Facts facts, Stamp stamp, int ahead, String cause) {
        return new StartRequested(stamp, workspace(stamp), facts.generation() + ahead, facts.configVersion(), cause);
    }

    private static StopRequested stopRequested(Facts facts, Stamp stamp, String cause) {
        return new StopRequested(stamp, workspace(stamp), facts.generation() + 1, cause);
    }

    private static String workspace(Stamp stamp) {
        return java.util.Objects.requireNonNull(stamp.workspaceId(), "commands about a Workspace are stamped with it");
    }
}
