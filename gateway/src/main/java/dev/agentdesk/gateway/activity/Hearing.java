package dev.agentdesk.gateway.activity;

import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.contracts.workspace.v1.DetailsChanged;
import dev.agentdesk.contracts.workspace.v1.WorkspaceErased;
import dev.agentdesk.gateway.visibility.KnownWorkspace;
import dev.agentdesk.gateway.visibility.Workspaces;
import dev.agentdesk.kit.inbound.Fact;
import dev.agentdesk.kit.inbound.FactListener;
import java.util.List;
import java.util.Objects;

/** One topic of the platform, heard for the feed and for those who watch. */
record Hearing(String topic, Activity activity, Workspaces workspaces) implements FactListener {

    /** Who may see the Workspace is known before anybody is told of what happened in it. */
    @Override
    public void on(Fact fact) {
        if (fact.is(AccessChanged.class)) {
            keep(fact.as(AccessChanged.class));
        } else if (fact.is(DetailsChanged.class) || fact.is(WorkspaceErased.class)) {
            workspaces.ask(fact.subject());
        } else if (fact.workspaceId() != null) {
            workspaces.find(fact.workspaceId());
        }
        activity.record(fact, HintRules.of(topic, fact));
    }

    private void keep(AccessChanged changed) {
        workspaces.keep(new KnownWorkspace(
                changed.workspaceId(),
                Objects.requireNonNullElse(changed.slug(), changed.workspaceId()),
                changed.principalId(),
                changed.owner(),
                changed.visibility(),
                Objects.requireNonNullElse(changed.grants(), List.of()),
                changed.deleted()));
    }
}
