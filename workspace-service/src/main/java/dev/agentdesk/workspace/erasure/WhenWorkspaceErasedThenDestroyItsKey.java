package dev.agentdesk.workspace.erasure;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Erasure;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.workspace.desk.WorkspaceEvent.WorkspaceErased;
import dev.agentdesk.workspace.library.Kind;
import dev.agentdesk.workspace.library.Library;
import org.springframework.stereotype.Component;

/** Last step of an erasure: names, prompts, commands and variables of the Workspace can never be read again. */
@Component
final class WhenWorkspaceErasedThenDestroyItsKey implements Process {

    private final Erasure erasure;
    private final Library library;

    WhenWorkspaceErasedThenDestroyItsKey(Erasure erasure, Library library) {
        this.erasure = erasure;
        this.library = library;
    }

    @Override
    public String name() {
        return "destroy-key";
    }

    @Override
    public void on(Recorded recorded) {
        if (recorded.event() instanceof WorkspaceErased erased) {
            library.eraseAllOf(Kind.COMMAND, erased.workspaceId());
            erasure.erase(erased.workspaceId());
        }
    }
}
