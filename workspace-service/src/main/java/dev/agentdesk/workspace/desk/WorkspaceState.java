package dev.agentdesk.workspace.desk;

import dev.agentdesk.contracts.ProblemCode;
import dev.agentdesk.kit.id.Digest;
import dev.agentdesk.kit.problem.Rejection;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ChangeDetails;
import dev.agentdesk.workspace.desk.WorkspaceCommand.CreateWorkspace;
import dev.agentdesk.workspace.desk.WorkspaceCommand.ReplaceConfiguration;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ConfigurationReplaced;
import dev.agentdesk.workspace.desk.WorkspaceEvent.DetailsChanged;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentFailed;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStarted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.EnvironmentStopped;
import dev.agentdesk.workspace.desk.WorkspaceEvent.Erased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ErasureRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.ServiceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StartRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.StopRequested;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceCreated;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceDeleted;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceErased;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceUndeleted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a Workspace: what people want and what the Environment reports are separate facts, and only reports of
 * the present generation count.
 *
 * <p>Pure. {@link #decide} refuses or returns facts; {@link #evolve} accepts every fact.
 */
sealed interface WorkspaceState {

    /** Those that hold content of a Workspace and answer when it is gone. */
    Set<String> HOLDERS = Set.of("terminal-service", "session-service", "trigger-service");

    record Absent() implements WorkspaceState {}

    /** It exists; its condition is one of the nested cases. */
    sealed interface Present extends WorkspaceState {

        Facts facts();
    }

    record NeverStarted(Facts facts) implements Present {}

    record Starting(Facts facts) implements Present {}

    record Running(Facts facts) implements Present {}

    record Stopping(Facts facts) implements Present {}

    record Stopped(Facts facts) implements Present {}

    record Failed(Facts facts) implements Present {}

    record Deleted(Facts facts) implements Present {}

    record Erasing(Facts facts) implements Present {}

    record Gone(Facts facts) implements Present {}

    static WorkspaceState initial() {
        return new Absent();
    }

    default List<WorkspaceEvent> decide(WorkspaceCommand command) {
        if (command instanceof CreateWorkspace create) {
            return create(create);
        }
        if (!(this instanceof Present present)) {
            throw Rejection.notFound();
        }
        return switch (command) {
            case CreateWorkspace c -> throw new IllegalStateException("decided above");
            case ChangeDetails change -> changeDetails(present, change);
            case ReplaceConfiguration replace -> replaceConfiguration(present, replace);
            case WorkspaceCommand.Start start -> LifecycleRules.start(usable(present), start.stamp(), "asked");
            case WorkspaceCommand.StartForWork work -> LifecycleRules.startForWork(usable(present), work.stamp());
            case WorkspaceCommand.Stop stop -> LifecycleRules.stop(usable(present), stop.stamp(), stop.reason());
            case WorkspaceCommand.Restart restart -> LifecycleRules.restart(usable(present), restart.stamp());
            case WorkspaceCommand.ObserveReady ready -> LifecycleRules.ready(present, ready);
            case WorkspaceCommand.ObserveFailure failure -> LifecycleRules.failed(present, failure);
            case WorkspaceCommand.ObserveStopped stopped -> LifecycleRules.stopped(present, stopped);
            case WorkspaceCommand.Delete delete -> EndRules.delete(present, delete);
            case WorkspaceCommand.Undelete undelete -> EndRules.undelete(present, undelete);
            case WorkspaceCommand.RequestErasure erase -> EndRules.requestErasure(present, erase);
            case WorkspaceCommand.RecordErased erased -> EndRules.recordErased(present, erased);
        };
    }

    default WorkspaceState evolve(WorkspaceEvent event) {
        if (event instanceof WorkspaceCreated created) {
            return new NeverStarted(opened(created));
        }
        if (event instanceof Erased erased) {
            return afterErased(erased);
        }
        var facts = ((Present) this).facts();
        return switch (event) {
            case WorkspaceCreated c -> throw new IllegalStateException("evolved above");
            case Erased e -> throw new IllegalStateException("evolved above");
            case DetailsChanged changed -> with(facts.withDetails(changed.version(), digest(changed.details())));
            case ConfigurationReplaced replaced ->
                with(facts.withConfiguration(
                        replaced.version(),
                        digest(replaced.configuration()),
                        replaced.configuration().autoStart()));
            case StartRequested start -> new Starting(facts.withGeneration(start.generation()));
            case StopRequested stop -> new Stopping(facts.withGeneration(stop.generation()));
            case EnvironmentStarted started -> new Running(facts);
            case EnvironmentFailed failed -> new Failed(facts);
            case EnvironmentStopped stopped -> new Stopped(facts);
            case WorkspaceDeleted deleted -> new Deleted(facts.withGeneration(deleted.generation()));
            case WorkspaceUndeleted undeleted -> new Stopped(facts);
            case ErasureRequested requested -> new Erasing(facts.heldBy(HOLDERS));
            case ServiceErased erased -> new Erasing(facts.heldBy(without(facts.stillHolding(), erased.service())));
            case WorkspaceErased erased -> new Gone(facts);
        };
    }

    /** The same condition with other facts. */
    private WorkspaceState with(Facts facts) {
        return switch (this) {
            case Absent a -> a;
            case NeverStarted n -> new NeverStarted(facts);
            case Starting s -> new Starting(facts);
            case Running r -> new Running(facts);
            case Stopping s -> new Stopping(facts);
            case Stopped s -> new Stopped(facts);
            case Failed f -> new Failed(facts);
            case Deleted d -> new Deleted(facts);
            case Erasing e -> new Erasing(facts);
            case Gone g -> new Gone(facts);
        };
    }

    private List<WorkspaceEvent> create(CreateWorkspace command) {
        var created = new WorkspaceCreated(
                command.stamp(),
                command.workspaceId(),
                command.principalId(),
                command.owner(),
                command.details(),
                command.configuration());
        if (this instanceof Present present) {
            if (present.facts().opening().equals(opening(created))) {
                return List.of();
            }
            throw new Rejection(ProblemCode.ID_REUSED, "This id belongs to another workspace.");
        }
        var events = new ArrayList<WorkspaceEvent>(List.of(created));
        if (command.start()) {
            events.add(new StartRequested(command.stamp().then(1), command.workspaceId(), 1, 1, "created"));
        }
        return events;
    }

    private static List<WorkspaceEvent> changeDetails(Present present, ChangeDetails command) {
        var facts = usable(present).facts();
        requireVersion(command.expectedVersion(), facts.detailsVersion());
        if (facts.details().equals(digest(command.details()))) {
            return List.of();
        }
        return List.of(new DetailsChanged(
                command.stamp(), command.workspaceId(), command.details(), facts.detailsVersion() + 1));
    }

    private static List<WorkspaceEvent> replaceConfiguration(Present present, ReplaceConfiguration command) {
        var facts = usable(present).facts();
        requireVersion(command.expectedVersion(), facts.configVersion());
        boolean unchanged = facts.configuration().equals(digest(command.configuration()));
        if (unchanged && command.restoredFrom() == null) {
            return List.of();
        }
        return List.of(new ConfigurationReplaced(
                command.stamp(),
                command.workspaceId(),
                facts.configVersion() + 1,
                command.configuration(),
                command.reason(),
                command.restoredFrom()));
    }

    private static void requireVersion(@Nullable Long expected, long present) {
        if (expected != null && expected != present) {
            throw new Rejection(
                    ProblemCode.PRECONDITION_FAILED,
                    "The present version is " + present + "; read it and decide again.",
                    java.util.Map.of("version", present));
        }
    }

    /** Refuses what can't be done to a deleted Workspace. */
    private static Present usable(Present present) {
        return switch (present) {
            case Deleted d -> throw new Rejection(ProblemCode.WORKSPACE_DELETED, "Undelete the workspace first.");
            case Erasing e -> throw new Rejection(ProblemCode.GONE, "The workspace is being erased.");
            case Gone g -> throw new Rejection(ProblemCode.GONE, "The workspace was erased.");
            default -> present;
        };
    }

    private static Facts opened(WorkspaceCreated created) {
        return new Facts(
                opening(created),
                1,
                digest(created.details()),
                1,
                digest(created.configuration()),
                created.configuration().autoStart(),
                0,
                Set.of());
    }

    /** The content is gone; versions still count, so that a replay comes to the same numbers. */
    private WorkspaceState afterErased(Erased erased) {
        if (!(this instanceof Present present)) {
            return new NeverStarted(new Facts("", 1, "", 1, "", false, 0, Set.of()));
        }
        var facts = present.facts();
        return with(
                erased.was().equals("DetailsChanged")
                        ? facts.withDetails(facts.detailsVersion() + 1, "")
                        : facts.withConfiguration(facts.configVersion() + 1, "", false));
    }

    private static String opening(WorkspaceCreated created) {
        return Digest.of(
                String.join("\0", created.owner(), digest(created.details()), digest(created.configuration())));
    }

    private static String digest(Details details) {
        return Digest.of(String.join(
                "\0",
                details.name(),
                details.slug(),
                Objects.requireNonNullElse(details.description(), ""),
                String.join(",", details.tags())));
    }

    private static String digest(Settings settings) {
        return Digest.of(settings.document());
    }

    private static Set<String> without(Set<String> services, String service) {
        var rest = new HashSet<>(services);
        rest.remove(service);
        return rest;
    }
}
