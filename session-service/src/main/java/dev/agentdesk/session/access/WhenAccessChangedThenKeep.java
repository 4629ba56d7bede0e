package dev.agentdesk.session.access;

import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.kit.inbound.Fact;

/** Keeps the newest access rights as workspace-service tells them. */
public final class WhenAccessChangedThenKeep {

    private final Workspaces workspaces;

    WhenAccessChangedThenKeep(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    public void on(Fact fact) {
        var changed = fact.as(AccessChanged.class);
        workspaces.keep(new Workspace(
                changed.workspaceId(),
                changed.slug(),
                changed.principalId(),
                changed.owner(),
                changed.visibility(),
                changed.grants().stream()
                        .map(it -> new Workspace.Grant(it.principal(), it.role()))
                        .toList(),
                changed.deleted()));
    }
}
