package dev.agentdesk.session.erasure;

import dev.agentdesk.kit.process.Process;
import dev.agentdesk.kit.store.Recorded;
import dev.agentdesk.session.conversation.SessionEvent.SessionErased;

/** The event is the promise, this keeps it, also after a crash between the two. */
final class WhenSessionErasedThenDestroyContent implements Process {

    private final SessionContent content;

    WhenSessionErasedThenDestroyContent(SessionContent content) {
        this.content = content;
    }

    @Override
    public String name() {
        return "when-session-erased-then-destroy-content";
    }

    @Override
    public void on(Recorded recorded) {
        if (recorded.event() instanceof SessionErased erased) {
            content.destroy(erased.sessionId());
        }
    }
}
