package dev.agentdesk.workspace.desk;

import dev.agentdesk.kit.command.Command;
import dev.agentdesk.kit.event.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that may be asked of a {@link Workspace}. */
public sealed interface WorkspaceCommand extends Command {

    String NAME = "workspace";

    Stamp stamp();

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    /** @param configuration whole and validated */
    record CreateWorkspace(
            Stamp stamp,
            String workspaceId,
            String principalId,
            String owner,
            Details details,
            Settings configuration,
            boolean start)
            implements WorkspaceCommand {}

    /** @param expectedVersion the version that the caller has seen; null: the last writer wins */
    record ChangeDetails(
            Stamp stamp,
            String workspaceId,
            Details details,
            @Nullable Long expectedVersion) implements WorkspaceCommand {}

    /** @param restoredFrom the version that it repeats, where it is a restore */
    record ReplaceConfiguration(
            Stamp stamp,
            String workspaceId,
            Settings configuration,
            @Nullable String reason,
            @Nullable Long expectedVersion,
            @Nullable Long restoredFrom)
            implements WorkspaceCommand {}

    record Start(Stamp stamp, String workspaceId) implements WorkspaceCommand {}

    /** Work waits: starts a stopped Workspace unless its configuration says that only people may. */
    record StartForWork(Stamp stamp, String workspaceId) implements WorkspaceCommand {}

    record Stop(Stamp stamp, String workspaceId, String reason) implements WorkspaceCommand {}

    record Restart(Stamp stamp, String workspaceId) implements WorkspaceCommand {}

    record Delete(Stamp stamp, String workspaceId) implements WorkspaceCommand {}

    record Undelete(Stamp stamp, String workspaceId) implements WorkspaceCommand {}

    record RequestErasure(Stamp stamp, String workspaceId) implements WorkspaceCommand {}

    /** What a service reports about the running form; older generations are void. */
    record ObserveReady(
            Stamp stamp,
            String workspaceId,
            long generation,
            String tier,
            List<String> enforced,
            List<String> notEnforced)
            implements WorkspaceCommand {}

    record ObserveFailure(Stamp stamp, String workspaceId, long generation, String code, String reason)
            implements WorkspaceCommand {}

    record ObserveStopped(Stamp stamp, String workspaceId, long generation) implements WorkspaceCommand {}

    /** @param service one of those that hold content of a Workspace */
    record RecordErased(Stamp stamp, String workspaceId, String service) implements WorkspaceCommand {}
}
