package dev.agentdesk.workspace.desk;

import dev.agentdesk.kit.event.DomainEvent;
import dev.agentdesk.kit.event.Stamp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that can have happened to a {@link Workspace}; private to this service. */
public sealed interface WorkspaceEvent extends DomainEvent {

    String workspaceId();

    @Override
    default String aggregateId() {
        return workspaceId();
    }

    /** Its configuration is version 1. */
    record WorkspaceCreated(
            Stamp stamp, String workspaceId, String principalId, String owner, Details details, Settings configuration)
            implements WorkspaceEvent {}

    record DetailsChanged(Stamp stamp, String workspaceId, Details details, long version) implements WorkspaceEvent {}

    record ConfigurationReplaced(
            Stamp stamp,
            String workspaceId,
            long version,
            Settings configuration,
            @Nullable String reason,
            @Nullable Long restoredFrom)
            implements WorkspaceEvent {}

    /** @param cause {@code created, asked, work, restart} */
    record StartRequested(Stamp stamp, String workspaceId, long generation, long configVersion, String cause)
            implements WorkspaceEvent {}

    record StopRequested(Stamp stamp, String workspaceId, long generation, String cause) implements WorkspaceEvent {}

    record EnvironmentStarted(
            Stamp stamp,
            String workspaceId,
            long generation,
            String tier,
            List<String> enforced,
            List<String> notEnforced)
            implements WorkspaceEvent {}

    record EnvironmentFailed(Stamp stamp, String workspaceId, long generation, String code, String reason)
            implements WorkspaceEvent {}

    record EnvironmentStopped(Stamp stamp, String workspaceId, long generation) implements WorkspaceEvent {}

    record WorkspaceDeleted(Stamp stamp, String workspaceId, long generation) implements WorkspaceEvent {}

    record WorkspaceUndeleted(Stamp stamp, String workspaceId) implements WorkspaceEvent {}

    record ErasureRequested(Stamp stamp, String workspaceId) implements WorkspaceEvent {}

    record ServiceErased(Stamp stamp, String workspaceId, String service) implements WorkspaceEvent {}

    record WorkspaceErased(Stamp stamp, String workspaceId) implements WorkspaceEvent {}

    /** In place of an event whose content can never be read again. */
    record Erased(Stamp stamp, String workspaceId, String was) implements WorkspaceEvent {}
}
