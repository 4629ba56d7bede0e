package dev.agentdesk.workspace.publishing;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.workspace.v1.ConfigurationChanged;
import dev.agentdesk.contracts.workspace.v1.DetailsChanged;
import dev.agentdesk.contracts.workspace.v1.StartRequested;
import dev.agentdesk.contracts.workspace.v1.StatusChanged;
import dev.agentdesk.contracts.workspace.v1.StopRequested;
import dev.agentdesk.contracts.workspace.v1.WorkspaceCreated;
import dev.agentdesk.contracts.workspace.v1.WorkspaceDeleted;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErased;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErasureRequested;
import dev.agentdesk.contracts.workspace.v1.WorkspaceUndeleted;
import dev.agentdesk.kit.publishing.Translator;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.WorkspaceEvent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** From stored events of a Workspace to published facts; names, prompts and variables stay here. */
@Component
final class WorkspaceTranslator implements Translator {

    @Override
    public String topic() {
        return Topics.WORKSPACE;
    }

    @Override
    public Optional<Object> translate(Recorded recorded) {
        return recorded.event() instanceof WorkspaceEvent event ? translate(event) : Optional.empty();
    }

    private static Optional<Object> translate(WorkspaceEvent event) {
        var id = event.workspaceId();
        return switch (event) {
            case WorkspaceEvent.WorkspaceCreated created ->
                Optional.of(new WorkspaceCreated(id, created.details().slug(), created.owner(), "private", 1));
            case WorkspaceEvent.ConfigurationReplaced replaced ->
                Optional.of(new ConfigurationChanged(id, replaced.version()));
            case WorkspaceEvent.StartRequested start ->
                Optional.of(new StartRequested(id, start.generation(), start.configVersion()));
            case WorkspaceEvent.StopRequested stop -> Optional.of(new StopRequested(id, stop.generation()));
            case WorkspaceEvent.WorkspaceDeleted deleted -> Optional.of(new WorkspaceDeleted(id, deleted.generation()));
            case WorkspaceEvent.WorkspaceUndeleted undeleted -> Optional.of(new WorkspaceUndeleted(id));
            case WorkspaceEvent.ErasureRequested requested -> Optional.of(new WorkspaceErasureRequested(id));
            case WorkspaceEvent.WorkspaceErased erased -> Optional.of(new WorkspaceErased(id));
            case WorkspaceEvent.DetailsChanged changed -> Optional.of(new DetailsChanged(id, changed.version()));
            case WorkspaceEvent.EnvironmentStarted it -> Optional.of(new StatusChanged(id, "running", it.generation()));
            case WorkspaceEvent.EnvironmentFailed it -> Optional.of(new StatusChanged(id, "failed", it.generation()));
            case WorkspaceEvent.EnvironmentStopped it -> Optional.of(new StatusChanged(id, "stopped", it.generation()));
            case WorkspaceEvent.ServiceErased erased -> Optional.empty();
            case WorkspaceEvent.Erased erased -> Optional.empty();
        };
    }
}
