package dev.agentdesk.workspace.erasure;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceErased;
import org.springframework.stereotype.Component;

/** Last step of an erasure: names, prompts and variables of the Workspace can never be read again. */
@Component
final class WhenWorkspaceErasedThenDestroyItsKey implements Process {

    private final Erasure erasure;

    WhenWorkspaceErasedThenDestroyItsKey(Erasure erasure) {
        this.erasure = erasure;
    }

    @Override
    public String name() {
        return "destroy-key";
    }

    @Override
    public void on(Recorded recorded) {
        if (recorded.event() instanceof WorkspaceErased erased) {
            erasure.erase(erased.workspaceId());
        }
    }
}
