package dev.agentdesk.workspace.desk;

import dev.agentdesk.kit.store.AggregateType;
import dev.agentdesk.kit.store.EventTypes;
import dev.agentdesk.workspace.library.LibraryTypes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The stored names of this service. A name or revision in this list is for ever. */
@Configuration(proxyBeanMethods = false)
class DeskConfiguration {

    /** A Workspace that is started and stopped by a schedule grows; loading it must not. */
    private static final int SNAPSHOT_EVERY = 100;

    @Bean
    EventTypes eventTypes() {
        return LibraryTypes.addTo(EventTypes.builder("workspace"))
                .sealed(WorkspaceEvent.WorkspaceCreated.class, "WorkspaceCreated", 1)
                .sealed(WorkspaceEvent.DetailsChanged.class, "DetailsChanged", 1)
                .sealed(WorkspaceEvent.ConfigurationReplaced.class, "ConfigurationReplaced", 1)
                .type(WorkspaceEvent.StartRequested.class, "StartRequested", 1)
                .type(WorkspaceEvent.StopRequested.class, "StopRequested", 1)
                .type(WorkspaceEvent.EnvironmentStarted.class, "EnvironmentStarted", 1)
                .type(WorkspaceEvent.EnvironmentFailed.class, "EnvironmentFailed", 1)
                .type(WorkspaceEvent.EnvironmentStopped.class, "EnvironmentStopped", 1)
                .type(WorkspaceEvent.WorkspaceDeleted.class, "WorkspaceDeleted", 1)
                .type(WorkspaceEvent.WorkspaceUndeleted.class, "WorkspaceUndeleted", 1)
                .type(WorkspaceEvent.ErasureRequested.class, "ErasureRequested", 1)
                .type(WorkspaceEvent.ServiceErased.class, "ServiceErased", 1)
                .type(WorkspaceEvent.WorkspaceErased.class, "WorkspaceErased", 1)
                .erased("wrk", WorkspaceEvent.Erased.class, "Erased")
                .snapshot(Workspace.class, "Workspace", 1)
                .build();
    }

    @Bean
    AggregateType<Workspace> workspaceType() {
        return new AggregateType<>(Workspace.class, WorkspaceCommand.NAME, WorkspaceCommand.class, SNAPSHOT_EVERY);
    }
}
