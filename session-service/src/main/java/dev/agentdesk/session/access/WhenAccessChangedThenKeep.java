package dev.agentdesk.session.access;

import dev.agentdesk.contracts.workspace.v1.AccessChanged;
import dev.agentdesk.contracts.workspace.v1.Grant;
import dev.agentdesk.kit.inbound.Fact;
import java.util.List;
import java.util.Objects;

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
                Objects.requireNonNullElse(changed.slug(), changed.workspaceId()),
                changed.principalId(),
                changed.owner(),
                changed.visibility(),
                Objects.requireNonNullElse(changed.grants(), List.<Grant>of()).stream()
                        .map(it -> new Workspace.Grant(it.principal(), it.role()))
                        .toList(),
                changed.deleted()));
    }
}
