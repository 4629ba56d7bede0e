package dev.agentdesk.session.runner;

import dev.agentdesk.kit.store.Wakeup;

/** Told when something about a Workspace or its Environment has changed: turns that wait for it are tried at once. */
public final class WorkspaceNews {

    private final Leases leases;
    private final Wakeup wakeup;

    WorkspaceNews(Leases leases, Wakeup wakeup) {
        this.leases = leases;
        this.wakeup = wakeup;
    }

    /** A hold was placed or lifted. */
    public void aboutHolds() {
        leases.hurryHeld();
        wakeup.committed();
    }

    public void about(String workspaceId) {
        leases.hurry(workspaceId);
        wakeup.committed();
    }
}
