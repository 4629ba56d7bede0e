package dev.agentdesk.terminal.inbound;

import dev.agentdesk.contracts.Topics;
import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.contracts.workspace.v1.StartRequested;
import dev.agentdesk.contracts.workspace.v1.StopRequested;
import dev.agentdesk.contracts.workspace.v1.WorkspaceDeleted;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErasureRequested;
import dev.agentdesk.kit.event.Stamp;
import dev.agentdesk.kit.event.Stamps;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import dev.agentdesk.terminal.access.AccessRows;
import dev.agentdesk.terminal.access.WorkspaceAccess;
import dev.agentdesk.terminal.environment.Environments;
import dev.agentdesk.terminal.execution.Shredder;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Does to Environments what was decided about their Workspaces. */
@Component
final class WorkspaceFacts implements FactListener {

    private final Environments environments;
    private final Shredder shredder;
    private final AccessRows access;
    private final Stamps stamps;
    private final JsonMapper json;

    WorkspaceFacts(Environments environments, Shredder shredder, AccessRows access, Stamps stamps, JsonMapper json) {
        this.environments = environments;
        this.shredder = shredder;
        this.access = access;
        this.stamps = stamps;
        this.json = json;
    }

    @Override
    public String topic() {
        return Topics.WORKSPACE;
    }

    @Override
    public void on(Fact fact) {
        if (fact.is(StartRequested.class)) {
            var start = fact.as(StartRequested.class);
            environments.start(start.workspaceId(), start.generation(), following(fact, "start"));
        } else if (fact.is(StopRequested.class)) {
            var stop = fact.as(StopRequested.class);
            environments.stop(stop.workspaceId(), stop.generation(), following(fact, "stop"));
        } else if (fact.is(WorkspaceDeleted.class)) {
            var deleted = fact.as(WorkspaceDeleted.class);
            environments.stop(deleted.workspaceId(), deleted.generation(), following(fact, "stop"));
        } else if (fact.is(WorkspaceErasureRequested.class)) {
            shredder.ofWorkspace(fact.as(WorkspaceErasureRequested.class).workspaceId(), following(fact, "erase"));
        } else if (fact.is(AccessChanged.class)) {
            access.put(row(fact.as(AccessChanged.class)));
        }
    }

    private WorkspaceAccess row(AccessChanged changed) {
        return new WorkspaceAccess(
                changed.workspaceId(),
                changed.slug(),
                changed.principalId(),
                changed.owner(),
                changed.visibility(),
                json.writeValueAsString(changed.grants()),
                changed.deleted());
    }

    private Stamp following(Fact fact, String step) {
        return stamps.following(fact.stamp(), fact.actor(), step);
    }
}
